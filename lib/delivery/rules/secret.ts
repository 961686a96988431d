/** Messages whose text opens something: a code, or a link that sets a password. */
export const SECRET_KINDS: readonly string[] = [
  'registration_code',
  'email_code',
  'customer_code',
  'access_code',
  'e_invoice_code',
  'phone_code',
  'password_reset',
  'activation',
  'access_granted',
  'access_invitation',
];
