import { Frame } from '../frame';
import { OfficeNav } from './office-nav';

/** Only the frame: each page calls its own guard. The navigation shows nothing to whoever is not of staff. */
export default function AdminLayout({ children }: { children: React.ReactNode }) {
  return <Frame side={<OfficeNav />}>{children}</Frame>;
}
