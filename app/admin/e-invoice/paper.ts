/** What a signed form may say, and the ways in which it comes. */
export const ACTIONS = ['accepted', 'changed', 'withdrawn'] as const;
export const PAPER_CHANNELS = ['in_person', 'post', 'scan'] as const;
