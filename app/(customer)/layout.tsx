import { Frame } from '../frame';

/** Only the frame: each page calls its own guard, because a layout is not rendered again on the way round. */
export default function CustomerLayout({ children }: { children: React.ReactNode }) {
  return <Frame>{children}</Frame>;
}
