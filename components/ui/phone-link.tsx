/** The number as a phone dials it: Polish nine-digit numbers with the country's prefix, short ones as they are. */
export function dialled(phone: string): string {
  const digits = phone.replace(/[^\d+]/g, '');
  return `tel:${/^\d{9}$/.test(digits) ? `+48${digits}` : digits}`;
}

/** A telephone number to tap. */
export function PhoneLink({ phone, className = '' }: { phone: string; className?: string }) {
  return (
    <a
      href={dialled(phone)}
      className={`inline-flex min-h-11 items-center whitespace-nowrap font-semibold text-accent underline decoration-1 underline-offset-4 hover:decoration-2 ${className}`}
    >
      {phone}
    </a>
  );
}
