import { judgePassword } from '@/lib/auth/passwords';

const judge = (password: string) => judgePassword(password, 'anna.nowak@przyklad.pl');

it.each([
  'koń bateria zszywka',
  'Zielony-rower-7-gruszek',
  'xK9#vLq2',
  'mokrebutypodlasem',
  'ab'.repeat(3) + 'Trzy Słowa',
])('«%s» will do', password => expect(judge(password)).toBeNull());

it.each([
  'password',
  'Password1',
  'P@ssw0rd!',
  'qwerty123',
  'Qwerty12345!',
  '12345678',
  '87654321',
  '11111111',
  'zaq12wsx',
  'haslo123',
  'Hasło123!',
  'h4slo1234',
  'polska12',
  'Polska2026!',
  'wodociagi',
  'Wodociągi1',
  'wodociagi2026',
  'miedzyrzecz',
  'Międzyrzecz1',
  'mpwik123',
  'kochamcie',
  'lechpoznan',
  'Krzysztof1',
  'misiaczek',
  'abcdefgh',
  'asdfghjkl',
  '01.02.1980',
  '22112026',
  '500 600 700',
  'woda1234',
  'anna.nowak@przyklad.pl',
  'Anna.Nowak',
  'abababab',
])('«%s» is too common', password => expect(judge(password)).toBe('passwordCommon'));

it.each([
  ['1234567', 'passwordShort'],
  ['zażółć!', 'passwordShort'],
  ['x'.repeat(129), 'passwordLong'],
])('%s: %s', (password, verdict) => expect(judge(password)).toBe(verdict));

it('staff need 15 characters', () => {
  expect(judgePassword('Zielony-rower7', '', 'staff')).toBe('passwordShortStaff');
  expect(judgePassword('Zielony-rower77', '', 'staff')).toBeNull();
});
