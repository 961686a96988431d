import {
  readUnsubscribeToken,
  unsubscribeHeaders,
  unsubscribeToken,
  unsubscribeUrl,
} from '@/lib/notifications/unsubscribe/token';

const target = { accountId: 4711, customerId: 815, kind: 'reading_due' };

it('reads what it made; the same target has the same link for ever', () => {
  const token = unsubscribeToken(target);
  expect(readUnsubscribeToken(token)).toEqual(target);
  expect(unsubscribeToken({ ...target })).toBe(token);
  expect(unsubscribeUrl(target)).toBe(`http://localhost:3000/unsubscribe/${token}`);
});

it('shows neither number nor kind', () => {
  const decoded = Buffer.from(unsubscribeToken(target), 'base64url').toString('latin1');
  expect(decoded).not.toMatch(/4711|815|reading/);
});

it('each changed character makes it worthless', () => {
  const token = unsubscribeToken(target);
  for (let at = 0; at < token.length; at++) {
    const other = token[at] === 'A' ? 'B' : 'A';
    expect(readUnsubscribeToken(token.slice(0, at) + other + token.slice(at + 1))).toBeNull();
  }
});

it.each(['', 'x', 'A'.repeat(64), 'A'.repeat(5_000), '../..', 'zażółć gęślą jaźń i jeszcze'])(
  '%j is none',
  text => {
    expect(readUnsubscribeToken(text)).toBeNull();
  },
);

it('another target has another token from its first character on', () => {
  const other = unsubscribeToken({ ...target, customerId: 816 });
  expect(other.slice(0, 8)).not.toBe(unsubscribeToken(target).slice(0, 8));
});

it('the headers name the address that is posted to (RFC 8058)', () => {
  expect(unsubscribeHeaders(target)).toEqual({
    'List-Unsubscribe': `<${unsubscribeUrl(target)}/one-click>`,
    'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
  });
});
