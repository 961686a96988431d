/** Where on a paper invoice the three things stand that registration asks for. */
export function InvoiceDrawing({
  texts,
  className = '',
}: {
  texts: { label: string; invoice: string; customer: string; total: string };
  className?: string;
}) {
  const number = (x: number, y: number, digit: number) => (
    <>
      <circle cx={x} cy={y} r="15" className="fill-accent" />
      <text x={x} y={y + 6} textAnchor="middle" className="fill-accent-ink" fontSize="17" fontWeight="700">
        {digit}
      </text>
    </>
  );
  const grey = (x: number, y: number, width: number) => (
    <rect x={x} y={y} width={width} height="7" rx="3.5" className="fill-line" />
  );
  return (
    <svg viewBox="0 0 340 400" role="img" aria-label={texts.label} className={className}>
      <path
        d="M24 12h292v366l-18-10-18 10-18-10-19 10-18-10-18 10-19-10-18 10-18-10-18 10-19-10-18 10-18-10-19 10-18-10-18 10Z"
        className="fill-sheet stroke-line"
        strokeWidth="1.5"
      />
      <path
        d="M46 42c6 0 6 5 12 5s6-5 12-5 6 5 12 5M46 53c6 0 6 5 12 5s6-5 12-5 6 5 12 5"
        className="stroke-accent"
        strokeWidth="3"
        strokeLinecap="round"
        fill="none"
      />
      {grey(46, 78, 96)}
      {grey(46, 94, 74)}
      <rect
        x="172"
        y="66"
        width="132"
        height="52"
        rx="6"
        className="fill-wash stroke-accent"
        strokeWidth="2"
      />
      <text x="184" y="87" className="fill-soft" fontSize="13">
        {texts.customer}
      </text>
      <text x="184" y="107" className="fill-ink" fontSize="16" fontWeight="700">
        K-000000
      </text>
      {number(304, 66, 1)}
      <rect
        x="38"
        y="136"
        width="240"
        height="34"
        rx="6"
        className="fill-wash stroke-accent"
        strokeWidth="2"
      />
      <text x="48" y="158" className="fill-ink" fontSize="15">
        {texts.invoice} <tspan fontWeight="700">FV/…/…</tspan>
      </text>
      {number(278, 136, 2)}
      {[198, 224, 250].map(y => (
        <g key={y}>
          {grey(46, y, 118)}
          {grey(190, y, 30)}
          {grey(252, y, 42)}
          <path d={`M46 ${y + 16}h248`} className="stroke-line" />
        </g>
      ))}
      <rect
        x="148"
        y="290"
        width="156"
        height="46"
        rx="6"
        className="fill-wash stroke-accent"
        strokeWidth="2"
      />
      <text x="160" y="308" className="fill-soft" fontSize="13">
        {texts.total}
      </text>
      <text x="160" y="328" className="fill-ink" fontSize="17" fontWeight="700">
        000,00 zł
      </text>
      {number(304, 290, 3)}
    </svg>
  );
}
