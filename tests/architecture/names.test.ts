import path from 'node:path';
import { filesIn, readSource } from '../support/source';

const FOLDERS = ['app', 'components', 'lib', 'db', 'emails', 'scripts', 'tests'];
const files = FOLDERS.flatMap(filesIn);

it('no file or folder is called helpers, utils, common or misc', () => {
  const vague = /^(helpers?|utils?|common|misc)$/;
  const wrong = files.filter(file => file.split('/').some(part => vague.test(part.split('.')[0] ?? '')));
  expect(wrong).toEqual([]);
});

it('queries, commands, delivery and auth never reach a browser: they import server-only', () => {
  const wrong = files
    .filter(file => /^lib\/.*\/(queries|commands)\.tsx?$/.test(file))
    .filter(file => !/^import 'server-only';$/m.test(readSource(file)));
  expect(wrong).toEqual([]);
});

it('every migration stands in the journal, in order, and the journal names no other', () => {
  const journal = JSON.parse(readSource('db/migrations/meta/_journal.json')) as {
    entries: { tag: string; when: number }[];
  };
  const inFolder = filesIn('db/migrations').filter(file => file.endsWith('.sql'));
  expect(journal.entries.map(({ tag }) => tag)).toEqual(inFolder.map(file => path.basename(file, '.sql')));
  const times = journal.entries.map(({ when }) => when);
  // The migrator skips whatever is older than the newest it has applied.
  expect(times).toEqual([...new Set(times)].sort((a, b) => a - b));
});
