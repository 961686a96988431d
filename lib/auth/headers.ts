/** The path asked for, noted by proxy.ts. Only says where to come back to after signing in. */
export const PATH_HEADER = 'x-path';
