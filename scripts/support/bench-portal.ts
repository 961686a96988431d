import { readFileSync } from 'node:fs';
import path from 'node:path';

/** A built portal with demo data for a benchmark, and a way to be signed in to it. */
export interface BenchPortal {
  url: string;
  databaseUrl: string;
  stop: () => Promise<void>;
  /** the cookie of a person of the demo data, by a part of its note */
  signIn: (note: string) => Promise<string>;
}

/** The portal of the browser tests: one process, APP_ENV=test, a database of its own. */
export async function openPortal(): Promise<BenchPortal> {
  const { default: start } = (await import('../../tests/support/portal.mjs')) as {
    default: () => Promise<(() => Promise<void>) | undefined>;
  };
  const end = (await start()) ?? (async () => {});
  const stop = async () => {
    await end();
    // The next benchmark starts its own.
    for (const name of ['E2E_URL', 'E2E_URL_WITHOUT_PROXY', 'E2E_DATABASE_URL', 'E2E_DATA'])
      delete process.env[name];
  };
  const [url, databaseUrl] = [setting('E2E_URL'), setting('E2E_DATABASE_URL')];
  return { url, databaseUrl, stop, signIn: note => signIn(url, note) };
}

function setting(name: string): string {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is not set`);
  return value;
}

/** Sends the sign-in form as a browser without JavaScript does. */
async function signIn(url: string, note: string): Promise<string> {
  const file = path.join(process.env.E2E_DATA ?? '.data', 'demo-sign-ins.json');
  const people = JSON.parse(readFileSync(file, 'utf8')) as {
    email: string;
    password: string;
    note: string;
  }[];
  const person = people.find(each => each.note.includes(note));
  if (!person) throw new Error(`nobody in the demo data with «${note}»`);
  const html = await (await fetch(`${url}/login`)).text();
  const form = html.match(/<form\b(?:(?!<\/form>)[\s\S])*name="password"[\s\S]*?<\/form>/)?.[0] ?? '';
  const body = new FormData();
  for (const [tag] of form.slice(form.lastIndexOf('<form')).matchAll(/<input\b[^>]*>/g)) {
    const name = /\bname="([^"]*)"/.exec(tag)?.[1];
    if (name && /type="hidden"/.test(tag))
      body.append(name, unescape(/\bvalue="([^"]*)"/.exec(tag)?.[1] ?? ''));
  }
  body.set('email', person.email);
  body.set('password', person.password);
  const answer = await fetch(`${url}/login`, {
    method: 'POST',
    body,
    redirect: 'manual',
    headers: { origin: url },
  });
  const cookie = answer.headers.getSetCookie().find(each => each.startsWith('session='));
  if (!cookie) throw new Error(`signing in answered ${answer.status} without a session`);
  return cookie.split(';')[0]!;
}

const unescape = (text: string): string =>
  text
    .replace(/&quot;/g, '"')
    .replace(/&#x27;/g, "'")
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&amp;/g, '&');
