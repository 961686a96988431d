import { Frame } from '../frame';
import { CustomerSwitch } from './customer-switch';

/** Only the frame: each page calls its own guard, because a layout is not rendered again on the way round. */
export default function CustomerLayout({ children }: { children: React.ReactNode }) {
  return <Frame switcher={<CustomerSwitch />}>{children}</Frame>;
}
