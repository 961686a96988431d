import { Frame } from '../frame';

export default function PublicLayout({ children }: { children: React.ReactNode }) {
  return <Frame>{children}</Frame>;
}
