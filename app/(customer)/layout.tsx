import { currentCustomer } from '@/lib/auth/guards';
import { Frame } from '../frame';
import { CustomerSwitch } from './customer-switch';

/** Only the frame: each page calls its own guard, because a layout is not rendered again on the way round. */
export default async function CustomerLayout({ children }: { children: React.ReactNode }) {
  const actor = await currentCustomer();
  return (
    <Frame switcher={<CustomerSwitch />} viewed={actor?.viewing ? actor : null}>
      {children}
    </Frame>
  );
}
