/** An address as the billing system keeps it. */
export interface Address {
  readonly street: string | null;
  readonly building: string | null;
  readonly unit: string | null;
  readonly postalCode: string | null;
  readonly city: string;
}

/** Streets are kept with or without what they are; whatever says so already is left alone. */
const HAS_PREFIX = /^(ul\.|al\.|pl\.|os\.|aleja|aleje|plac|osiedle|rondo|skwer|bulwar)|\brynek\b/i;

/** `ul. Młyńska 14/3`; in villages without streets `Bukowiec 14`. */
export function streetLine({ street, building, unit, city }: Address): string {
  const name = !street ? city : HAS_PREFIX.test(street) ? street : `ul. ${street}`;
  return [name, [building, unit].filter(Boolean).join('/')].filter(Boolean).join(' ');
}

/** `ul. Młyńska 14/3, Międzyrzecz` */
export const placeLine = (address: Address): string =>
  address.street ? `${streetLine(address)}, ${address.city}` : streetLine(address);

/** `66-300 Międzyrzecz` */
export const postalLine = ({ postalCode, city }: Address): string =>
  [postalCode, city].filter(Boolean).join(' ');
