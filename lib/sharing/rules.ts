/** How long the link in an invitation works (SECURITY S7). */
export const INVITATION_DAYS = 7;
