import { Frame } from '../frame';

/** Only the frame: each page calls its own guard. */
export default function AdminLayout({ children }: { children: React.ReactNode }) {
  return <Frame>{children}</Frame>;
}
