import { judgeMailFailure, judgeSmsFailure, retryAfter } from '@/lib/delivery/rules/answers';
import { heardOfMail, heardOfSms, moveOn, type Heard } from '@/lib/delivery/rules/states';

describe('an error of the mail provider', () => {
  it.each([
    [undefined, undefined, 'unclear', 'no_answer'],
    [null, 'application_error', 'unclear', 'no_answer'],
    [500, 'internal_server_error', 'unclear', 'internal_server_error'],
    [503, undefined, 'unclear', 'http_503'],
    [429, 'rate_limit_exceeded', 'busy', 'rate_limit_exceeded'],
    [429, 'daily_quota_exceeded', 'busy', 'daily_quota_exceeded'],
    [409, 'concurrent_idempotent_requests', 'unclear', 'concurrent_idempotent_requests'],
    [409, 'invalid_idempotent_request', 'differs', 'invalid_idempotent_request'],
    [401, 'missing_api_key', 'misconfigured', 'missing_api_key'],
    [403, 'validation_error', 'misconfigured', 'validation_error'],
    [422, 'invalid_from_address', 'misconfigured', 'invalid_from_address'],
    [422, 'validation_error', 'refused', 'validation_error'],
    [400, '<html>', 'refused', 'http_400'],
  ])('%s %s is %s (%s)', (statusCode, name, kind, reason) => {
    expect(judgeMailFailure({ statusCode, name }, null)).toMatchObject({ kind, reason });
  });

  it('a day’s quota is waited for 15 minutes, a rate for a second, or as long as we are told', () => {
    const of = (name: string, wait: number | null) => judgeMailFailure({ statusCode: 429, name }, wait);
    expect(of('daily_quota_exceeded', null)).toMatchObject({ waitMs: 900_000 });
    expect(of('rate_limit_exceeded', null)).toMatchObject({ waitMs: 1000 });
    expect(of('rate_limit_exceeded', 7000)).toMatchObject({ waitMs: 7000 });
  });
});

it.each([
  [undefined, null],
  ['3', 3000],
  ['0', 0],
  ['Sun, 22 Nov 2026 10:00:30 GMT', 30_000],
  ['soon', null],
])('retry-after: %s', (value, ms) => {
  expect(retryAfter(value, Date.parse('2026-11-22T10:00:00Z'))).toBe(ms);
});

describe('an error of the SMS provider', () => {
  it.each([
    [undefined, 'ECONNABORTED', 'unclear'],
    [undefined, 'ECONNRESET', 'unclear'],
    [undefined, undefined, 'unclear'],
    [undefined, 'ECONNREFUSED', 'unreached'],
    [undefined, 'ENOTFOUND', 'unreached'],
    [500, 20500, 'unclear'],
    [503, undefined, 'unclear'],
    [429, 20429, 'busy'],
    [400, 21211, 'refused'],
    [400, 21614, 'refused'],
    [400, 21610, 'refused'],
    [401, 20003, 'misconfigured'],
    [400, 21606, 'misconfigured'],
    [400, 21612, 'misconfigured'],
    [400, 21617, 'refused'],
  ])('%s %s is %s', (status, code, kind) => {
    expect(judgeSmsFailure({ status, code }, null).kind).toBe(kind);
  });

  it('21211 and 21614 flag the number as invalid, 21610 as stopped', () => {
    const contact = (code: number) => {
      const verdict = judgeSmsFailure({ status: 400, code }, null);
      return verdict.kind === 'refused' ? verdict.contact : null;
    };
    expect([21211, 21614, 21610, 21617].map(contact)).toEqual(['invalid', 'invalid', 'stopped', undefined]);
  });
});

describe('on hearing of a message it moves forward only', () => {
  it.each<['email' | 'sms', string, Heard, string | null]>([
    ['email', 'sending', 'sent', 'sent'],
    ['email', 'sending', 'delivered', 'delivered'],
    ['email', 'temporarily_failed', 'sent', 'sent'],
    ['email', 'unknown', 'delivered', 'delivered'],
    ['email', 'cancelled', 'sent', 'sent'],
    ['email', 'sent', 'sent', null],
    ['email', 'sent', 'delayed', null],
    ['email', 'delivered', 'sent', null],
    ['email', 'delivered', 'bounced', 'permanently_failed'],
    ['email', 'permanently_failed', 'delivered', null],
    ['email', 'suppressed', 'delivered', null],
    ['email', 'sent', 'suppressed', 'suppressed'],
    ['email', 'sent', 'complained', 'delivered'],
    ['sms', 'sent', 'delivered', 'delivered'],
    ['sms', 'sent', 'failed', 'permanently_failed'],
    ['sms', 'delivered', 'failed', null],
    ['sms', 'permanently_failed', 'delivered', null],
    ['sms', 'queued', 'sent', 'sent'],
  ])('%s, %s, hears %s: %s', (channel, state, heard, expected) => {
    expect(moveOn(channel, state, true, heard)?.state ?? null).toBe(expected);
    expect(moveOn(channel, state, false, heard)).toBeNull();
  });

  it('the providers’ words', () => {
    expect(['email.opened', 'email.bounced', 'contact.created'].map(heardOfMail)).toEqual([
      'delivered',
      'bounced',
      null,
    ]);
    expect(['accepted', 'undelivered', 'canceled', 'received'].map(heardOfSms)).toEqual([
      'sent',
      'failed',
      'failed',
      null,
    ]);
  });
});
