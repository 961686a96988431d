import { drawQr } from '@/lib/kernel/qr';

/**
 * A QR code, drawn by the server: black on white in every colour scheme, because readers look for dark on light.
 * 11 rem wide, 4.6 cm on paper.
 */
export function QrCode({
  text,
  label,
  level = 'L',
}: {
  text: string;
  /** what it is for, for whoever cannot see it */
  label: string;
  level?: 'L' | 'M';
}) {
  const { size, path } = drawQr(text, level);
  return (
    <svg
      role="img"
      aria-label={label}
      viewBox={`0 0 ${size} ${size}`}
      shapeRendering="crispEdges"
      className="size-44 shrink-0 rounded-sm forced-color-adjust-none"
    >
      <path fill="#fff" d={`M0 0h${size}v${size}H0z`} />
      <path stroke="#000" d={path} />
    </svg>
  );
}
