/** `faktura_FV_2026_11_000118.pdf`: the number with whatever a file's name may not hold replaced. */
export const pdfName = (number: string): string => `faktura_${number.replace(/[^0-9A-Za-z._-]+/g, '_')}.pdf`;
