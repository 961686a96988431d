/** One import at a time; any number that no other program on the same database uses for its own lock. */
export const IMPORT_LOCK = 7_315_202_612;
