/** The portal's own mark: two calm waves. */
export function Mark({ className = 'size-7 text-accent' }: { className?: string }) {
  const wave = (y: number) => `M3 ${y}c3.7 0 3.7 3 7.3 3s3.7-3 7.4-3 3.6 3 7.3 3`;
  return (
    <svg viewBox="0 0 28 28" fill="none" aria-hidden="true" className={className}>
      <path d={wave(10)} stroke="currentColor" strokeWidth="2.6" strokeLinecap="round" />
      <path d={wave(17)} stroke="currentColor" strokeWidth="2.6" strokeLinecap="round" opacity=".45" />
    </svg>
  );
}
