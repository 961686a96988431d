import 'server-only';
import * as z from 'zod';
import { says } from '@/lib/auth/action';
import { attemptField } from '@/lib/auth/fields';
import { newToken } from '@/lib/kernel/refs';

/** What both the customers' and the public form of a message have. */

const LONGEST = 8_000;

export const textField = z
  .string(says('caseTextMissing'))
  // The browser sends line ends as the mail of the seventies did.
  .transform(text => text.replace(/\r\n?/g, '\n').trim())
  .pipe(z.string().min(1, says('caseTextMissing')).max(LONGEST, says('caseTextLong')));

export const formKeyField = attemptField.transform(key => key ?? newToken());
