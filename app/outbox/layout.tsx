import { Frame } from '../frame';

export default function OutboxLayout({ children }: { children: React.ReactNode }) {
  return <Frame>{children}</Frame>;
}
