import * as fc from 'fast-check';
import { writeFa3, type Fa3Draft, type Fa3DraftBlock, type Fa3DraftLine } from '@/db/seed/fa3';
import { notesOf, tableFromNote } from '@/lib/billing-import/fa3/notes';
import { addDays, day } from '@/lib/kernel/dates';
import { grosze } from '@/lib/kernel/money';
import { CAN_VALIDATE, cpuMs, DRAFT, parsed, sample, schemaErrors, SHARED, xmlOf } from '../support/fa3';

const withSamples = SHARED ? describe : describe.skip;
const withSchema = CAN_VALIDATE ? it : it.skip;

withSamples('the samples beside the clone (skipped without ../shared)', () => {
  it('water-b2c-tariff-split: six lines, 252.04 + 20.16 = 272.20, less an overpayment 259.86 to pay', () => {
    const invoice = parsed(sample('water-b2c-tariff-split.xml'));
    expect(invoice).toMatchObject({
      number: 'FV/2026/11/000123',
      issuedOn: '2026-11-05',
      kind: 'VAT',
      isCorrection: false,
      saleFrom: '2026-09-01',
      saleTo: '2026-10-31',
      currency: 'PLN',
      net: 25204,
      vat: 2016,
      gross: 27220,
      vatRates: [{ rate: '8', net: 25204, vat: 2016 }],
      buyer: { nip: null, foreignId: null, name: 'Jan Przykładowy', customerNumber: 'K-0012345' },
      seller: {
        nip: '9990001114',
        address: { country: 'PL', lines: ['ul. Studzienna 1', '00-001 Przykładowo'] },
      },
      settlement: {
        charges: [],
        deductions: [{ amount: 1234, reason: 'Nadpłata z poprzednich okresów' }],
        toPay: 25986,
      },
      payment: { dueOn: '2026-11-24', account: '94000000000000001234500017' },
      footers: ['Kapitał zakładowy 5 000 000 zł'],
    });
    expect(invoice.lines).toHaveLength(6);
    expect(invoice.lines[0]).toMatchObject({
      lineNo: 1,
      before: false,
      name: 'Woda - taryfa do 14.10.2026',
      unit: 'm3',
      quantity: '14.426',
      netPrice: '5.12',
      net: 7386,
      vatRate: '8',
    });
    expect(invoice.readings).toEqual([
      {
        serial: '22-1234567',
        role: 'main',
        from: 412_000,
        to: 432_000,
        fromDate: '2026-08-31',
        toDate: '2026-10-31',
        lineNo: 1,
      },
      {
        serial: '24-7654321',
        role: 'additional',
        from: 101_000,
        to: 107_000,
        fromDate: null,
        toDate: null,
        lineNo: 3,
      },
    ]);
  });

  it('water-b2b-zalacznik: lines without prices, contract, readings out of the table «Odczyty»', () => {
    const invoice = parsed(sample('water-b2b-zalacznik.xml'));
    expect(invoice).toMatchObject({
      net: 72796,
      vat: 5824,
      gross: 78620,
      contractNumbers: ['U/2024/0456'],
      buyer: { nip: '9990002220', customerNumber: 'K-0054321' },
    });
    expect(invoice.lines.map(line => [line.name, line.quantity, line.net])).toEqual([
      ['Razem dostarczanie wody', null, 27400],
      ['Razem odprowadzanie ścieków', null, 44500],
      ['Opłata abonamentowa', null, 896],
    ]);
    expect(invoice.readings).toEqual([
      {
        serial: '21-0099887',
        role: null,
        from: 1_200_000,
        to: 1_250_000,
        fromDate: null,
        toDate: '2026-10-31',
        lineNo: null,
      },
    ]);
    const notes = notesOf(invoice);
    expect(notes.map(note => note.key)).toEqual([
      'Odczyty i rozliczenie',
      'Punkt poboru',
      'Grupa taryfowa',
      'Nr umowy',
      'Odczyty',
      'Rozliczenie',
    ]);
    expect(notes.map(note => tableFromNote(note)?.rows.length)).toEqual([
      undefined,
      undefined,
      undefined,
      undefined,
      1,
      3,
    ]);
  });

  it('water-kor-reading: −71.90 − 5.75 = −77.65, lines before and after, the corrected invoice by both numbers', () => {
    const invoice = parsed(sample('water-kor-reading.xml'));
    expect(invoice).toMatchObject({
      kind: 'KOR',
      isCorrection: true,
      net: -7190,
      vat: -575,
      gross: -7765,
      correctionReason: 'Błędny odczyt wodomierza',
      correctionType: 2,
      corrections: [
        {
          issuedOn: '2026-11-05',
          number: 'FV/2026/11/000124',
          ksefNumber: '9990001114-20261105-0100001AF629-50',
        },
      ],
      payment: { dueOn: null, account: null },
    });
    expect(invoice.lines.map(line => [line.lineNo, line.before, line.quantity])).toEqual([
      [1, true, '50'],
      [1, false, '45'],
      [2, true, '50'],
      [2, false, '45'],
    ]);
  });

  it('Ministry 1: two rates, a total rounded by one grosz, already paid', () => {
    expect(parsed(sample('FA_3_Przyklad_1.xml'))).toMatchObject({
      gross: 205100,
      net: 166761,
      vat: 38338,
      vatRates: [
        { rate: '23', net: 166666, vat: 38333 },
        { rate: '5', net: 95, vat: 5 },
      ],
      saleFrom: '2026-01-27',
      saleTo: '2026-01-27',
      payment: { paidOn: '2026-01-27', dueOn: null },
    });
  });

  it('Ministry 2: a price reduction, −162.60 − 37.40 = −200', () => {
    expect(parsed(sample('FA_3_Przyklad_2.xml'))).toMatchObject({ gross: -20000, isCorrection: true });
  });

  it('Ministry 15: a simplified invoice, its line nothing but a name', () => {
    const invoice = parsed(sample('FA_3_Przyklad_15.xml'));
    expect(invoice).toMatchObject({ kind: 'UPR', gross: 45000, buyer: { nip: '1111111111', name: null } });
    expect(invoice.lines).toMatchObject([{ name: 'wiertarka Wiertex mk5', net: null, vatRate: null }]);
  });

  it('Ministry 24: an electricity attachment is kept as tables; its kWh are nobody’s m³', () => {
    const invoice = parsed(sample('FA_3_Przyklad_24.xml'));
    expect(invoice.readings).toEqual([]);
    const [block] = invoice.attachment;
    expect(block!.metadata).toHaveLength(8);
    expect(block!.tables.map(table => [table.caption, table.columns.length, table.rows.length])).toEqual([
      ['Odczyty', 9, 2],
      ['Rozliczenie - sprzedaż energii', 6, 2],
      ['Rozliczenie - usługa dystrybucji energii', 9, 16],
    ]);
    expect(block!.tables[1]!.totals).toEqual([
      'Ogółem wartość - sprzedaż energii:',
      '-',
      '-',
      '-',
      '18.00',
      '-',
    ]);
  });
});

describe('shapes of XML that mean the same', () => {
  it('a prefixed namespace', () => {
    const xml = xmlOf()
      .replace('xmlns=', 'xmlns:tns=')
      .replace(/<(\/?)(\w)/g, '<$1tns:$2');
    expect(parsed(xml)).toEqual(parsed(xmlOf()));
  });

  it('CDATA, comments and character references within a text', () => {
    const xml = xmlOf().replace('<P_7>Woda<', '<P_7>\n  W<![CDATA[o]]><!-- no -->&#100;&#x61;\n<');
    expect(parsed(xml).lines[0]!.name).toBe('Woda');
  });

  it('Windows line ends', () => {
    expect(parsed(xmlOf().replace(/\n/g, '\r\n'))).toEqual(parsed(xmlOf()));
  });

  it('elements of other namespaces are not part of the invoice', () => {
    const xml = xmlOf().replace('<P_2>', '<x:P_2 xmlns:x="urn:x">no</x:P_2><P_2>');
    expect(parsed(xml).number).toBe('FV/2026/11/000001');
  });
});

describe('what the document leaves open', () => {
  it.each([
    ['the one rate of its lines', '<P_12>7<', [{ rate: '7', net: 10000, vat: 800 }]],
    ['the statutory rate when lines name none', '<P_12/><X>8<', [{ rate: '8', net: 10000, vat: 800 }]],
  ])('P_13_2 is labelled by %s', (_, rate, expected) => {
    const xml = xmlOf()
      .replace('<P_12>8<', rate)
      .replace('</P_12>', rate.includes('X') ? '</X>' : '</P_12>');
    expect(parsed(xml).vatRates).toEqual(expected);
  });

  it('every field of the summary has its own label', () => {
    const fields = ['1', '2', '3', '4', '5', '6_1', '6_2', '6_3', '7', '8', '9', '10', '11'];
    const summary = fields
      .map(no => `<P_13_${no}>1</P_13_${no}>${/^[1-5]$/.test(no) ? `<P_14_${no}>0</P_14_${no}>` : ''}`)
      .join('');
    const xml = xmlOf().replace('<P_13_2>100.00</P_13_2>\n<P_14_2>8.00</P_14_2>', summary);
    expect(parsed(xml).vatRates.map(rate => rate.rate)).toEqual([
      '23',
      '8',
      '5',
      '4',
      'OSS',
      '0 KR',
      '0 WDT',
      '0 EX',
      'zw',
      'np I',
      'np II',
      'oo',
      'marża',
    ]);
  });

  const period = '<OkresFa>\n<P_6_Od>2026-10-01</P_6_Od>\n<P_6_Do>2026-10-31</P_6_Do>\n</OkresFa>';

  it('P_6 alone is both ends of the sale period', () => {
    const xml = xmlOf().replace(period, '<P_6>2026-10-15</P_6>');
    expect(parsed(xml)).toMatchObject({ saleFrom: '2026-10-15', saleTo: '2026-10-15' });
  });

  it('without OkresFa and P_6 the days of the lines are', () => {
    const line = '<FaWiersz><NrWierszaFa>2</NrWierszaFa><P_6A>2026-10-03</P_6A></FaWiersz>';
    const xml = xmlOf()
      .replace(period, '')
      .replace('<P_7>', '<P_6A>2026-10-20</P_6A><P_7>')
      .replace('</FaWiersz>', `</FaWiersz>${line}`);
    expect(parsed(xml)).toMatchObject({ saleFrom: '2026-10-03', saleTo: '2026-10-20' });
  });

  it('net of a line is P_11A − P_11Vat where P_11 is missing: 108.00 − 8.00', () => {
    const xml = xmlOf().replace('<P_11>100.00</P_11>', '<P_11A>108.00</P_11A><P_11Vat>8.00</P_11Vat>');
    expect(parsed(xml).lines[0]).toMatchObject({ net: 10000, gross: 10800 });
  });

  it('the earliest of several due dates; a term in words is kept as words', () => {
    const words =
      '<TerminPlatnosci><TerminOpis><Ilosc>14</Ilosc><Jednostka>dni</Jednostka>' +
      '<ZdarzeniePoczatkowe>od otrzymania faktury</ZdarzeniePoczatkowe></TerminOpis></TerminPlatnosci>';
    const first = '<TerminPlatnosci><Termin>2026-11-20</Termin></TerminPlatnosci>';
    const xml = xmlOf().replace('</Platnosc>', `${first}${words}</Platnosc>`);
    expect(parsed(xml).payment).toMatchObject({
      dueOn: '2026-11-20',
      dueDates: ['2026-11-20', '2026-11-24'],
      dueText: '14 dni od otrzymania faktury',
    });
  });

  it('the first valid NRB is the account; a foreign IBAN alone is kept as it is', () => {
    const account = (number: string): string => `<RachunekBankowy><NrRB>${number}</NrRB></RachunekBankowy>`;
    const pay = (...numbers: string[]): string =>
      xmlOf().replace('</Platnosc>', `${numbers.map(account).join('')}</Platnosc>`);
    expect(parsed(pay('DE89370400440532013000', 'PL94 0000 0000 0000 0012 3450 0017')).payment.account).toBe(
      '94000000000000001234500017',
    );
    expect(parsed(pay('DE89370400440532013000')).payment.account).toBe('DE89370400440532013000');
  });

  it('a foreign buyer, and a recipient with a customer number of its own', () => {
    const recipient =
      '<Podmiot3><DaneIdentyfikacyjne><IDWew>9990002220-00001</IDWew><Nazwa>Szkoła nr 1</Nazwa>' +
      '</DaneIdentyfikacyjne><Rola>2</Rola><NrKlienta>K-7</NrKlienta></Podmiot3>';
    const xml = xmlOf()
      .replace('<BrakID>1</BrakID>', '<KodUE>DE</KodUE><NrVatUE>123456789</NrVatUE>')
      .replace('<Fa>', `${recipient}<Fa>`);
    expect(parsed(xml)).toMatchObject({
      buyer: { nip: null, foreignId: 'DE123456789' },
      otherParties: [{ role: 'recipient', internalId: '9990002220-00001', customerNumber: 'K-7' }],
    });
  });

  it('a negative zero is zero', () => {
    const xml = xmlOf().replace('<P_14_2>8.00<', '<P_14_2>-0.00<').replace('<P_15>108.00<', '<P_15>100.00<');
    expect(Object.is(parsed(xml).vat, 0)).toBe(true);
  });
});

const text = fc
  .stringMatching(/^[A-Za-zĄąĆćĘęŁłÓóŚśŻż0-9<>&"'/.,:;()-]([A-Za-ząćęłóśżź0-9 <>&"']{0,30}[a-z0-9>&])?$/u)
  .map(value => value.replace(/ +/g, ' '));
const someDay = fc.integer({ min: 0, max: 3000 }).map(count => addDays(day('2020-01-01'), count));
const money = fc.integer({ min: -1_000_000_000, max: 1_000_000_000 }).map(grosze);
const optional = <T>(of: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> => fc.option(of, { nil: undefined });
const decimal = (places: number): fc.Arbitrary<string> =>
  fc
    .tuple(fc.integer({ min: 0, max: 10 ** 9 }), fc.stringMatching(new RegExp(`^(\\.\\d{1,${places}})?$`)))
    .map(([whole, fraction]) => `${whole}${fraction}`);

const line: fc.Arbitrary<Fa3DraftLine> = fc.record({
  before: fc.boolean(),
  name: text,
  unit: optional(text),
  quantity: optional(decimal(6)),
  netPrice: optional(decimal(8)),
  net: optional(money),
  rate: optional(fc.constantFrom('23', '8', 'zw')),
});
const pair = fc.record({ key: text, value: text });
const block: fc.Arbitrary<Fa3DraftBlock> = fc.record({
  heading: optional(text),
  metadata: fc.array(pair, { minLength: 1, maxLength: 3 }),
  paragraphs: fc.array(text, { maxLength: 3 }),
  tables: fc.array(
    fc.record({
      caption: optional(text),
      columns: fc.array(fc.record({ type: fc.constantFrom('txt' as const, 'dec' as const), name: text }), {
        minLength: 1,
        maxLength: 4,
      }),
      rows: fc.array(fc.array(fc.oneof(text, fc.constant('')), { minLength: 1, maxLength: 4 }), {
        minLength: 1,
        maxLength: 3,
      }),
      totals: optional(fc.array(text, { minLength: 1, maxLength: 4 })),
    }),
    { maxLength: 2 },
  ),
});

const draft: fc.Arbitrary<Fa3Draft> = fc
  .record({
    number: text,
    issuedOn: someDay,
    correction: optional(
      fc.record({
        reason: optional(text),
        type: optional(fc.constantFrom(1 as const, 2 as const, 3 as const)),
        of: fc.array(
          fc.record({
            number: text,
            issuedOn: someDay,
            ksefNumber: optional(fc.constant('9990001114-20261105-0100001AF629-50')),
          }),
          { minLength: 1, maxLength: 3 },
        ),
      }),
    ),
    lines: fc.array(line, { maxLength: 6 }),
    vat: fc.uniqueArray(fc.record({ rate: fc.constantFrom('23', '8', '5', 'zw'), net: money, vat: money }), {
      selector: one => one.rate,
      maxLength: 4,
    }),
    descriptions: fc.array(fc.record({ key: text, value: text, lineNo: optional(fc.constant(1)) }), {
      maxLength: 4,
    }),
    charges: fc.array(fc.record({ amount: money, reason: text }), { maxLength: 2 }),
    deductions: fc.array(fc.record({ amount: money, reason: text }), { maxLength: 2 }),
    dueOn: optional(someDay),
    account: optional(fc.constant('94000000000000001234500017')),
    contractNumbers: fc.array(text, { maxLength: 2 }),
    footer: optional(text),
    attachment: fc.array(block, { maxLength: 2 }),
  })
  .map(parts => {
    // Today's only zero-rate field here has no VAT amount of its own.
    const vat = parts.vat.map(one => (one.rate === 'zw' ? { ...one, vat: grosze(0) } : one));
    const gross = grosze(vat.reduce((total, one) => total + one.net + one.vat, 0));
    const kind = parts.correction ? ('KOR' as const) : ('VAT' as const);
    return { ...DRAFT, ...parts, vat, gross, kind };
  });

/** What the reader should make of a draft. */
function expected(of: Fa3Draft): object {
  const order = ['23', '8', '5', 'zw'];
  return {
    number: of.number,
    issuedOn: of.issuedOn,
    kind: of.kind,
    saleFrom: of.saleFrom,
    saleTo: of.saleTo,
    gross: of.gross,
    vatRates: [...of.vat].sort((a, b) => order.indexOf(a.rate) - order.indexOf(b.rate)),
    lines: of.lines.map((one, i) => ({
      lineNo: i + 1,
      before: one.before,
      name: one.name,
      unit: one.unit ?? null,
      quantity: one.quantity ?? null,
      netPrice: one.netPrice ?? null,
      grossPrice: null,
      net: one.net ?? null,
      gross: null,
      vatRate: one.rate ?? null,
      soldOn: null,
    })),
    descriptions: of.descriptions!.map(one => ({ ...one, lineNo: one.lineNo ?? null })),
    settlement:
      of.charges!.length + of.deductions!.length === 0
        ? null
        : { charges: of.charges, deductions: of.deductions, toPay: null, toSettle: null },
    payment: { dueOn: of.dueOn ?? null, account: of.account ?? null },
    contractNumbers: of.contractNumbers,
    corrections: (of.correction?.of ?? []).map(one => ({ ...one, ksefNumber: one.ksefNumber ?? null })),
    correctionReason: of.correction?.reason ?? null,
    correctionType: of.correction?.type ?? null,
    footers: of.footer === undefined ? [] : [of.footer],
    attachment: of.attachment!.map(one => ({
      heading: one.heading ?? null,
      metadata: one.metadata,
      paragraphs: one.paragraphs,
      tables: one.tables!.map(table => ({
        caption: table.caption ?? null,
        metadata: [],
        columns: table.columns,
        rows: table.rows,
        totals: table.totals ?? [],
      })),
    })),
  };
}

describe('what is written is read back', () => {
  it('any draft', () => {
    fc.assert(
      fc.property(draft, one => {
        expect(parsed(writeFa3(one))).toMatchObject(expected(one));
      }),
      { numRuns: 150 },
    );
  });

  withSchema('any draft is valid against FA3.xsd (skipped without ../shared and xmllint)', () => {
    expect(schemaErrors(fc.sample(draft, { numRuns: 40, seed: 20261122 }).map(writeFa3))).toBe('');
    expect(schemaErrors([writeFa3(DRAFT)])).toBe('');
  });

  it('the same draft gives the same bytes', () => {
    expect(Buffer.from(writeFa3(DRAFT)).equals(writeFa3(DRAFT))).toBe(true);
  });

  it('an overpayment that remains is DoRozliczenia', () => {
    const invoice = parsed(writeFa3({ ...DRAFT, toPay: grosze(-500) }));
    expect(invoice.settlement).toMatchObject({ toPay: null, toSettle: 500 });
  });
});

describe('size', () => {
  it('10,000 lines, the most that the schema allows, cost less than 5 times ten documents of 1,000', () => {
    const of = (count: number): Uint8Array =>
      writeFa3({ ...DRAFT, lines: Array.from({ length: count }, () => DRAFT.lines[0]!) });
    const [small, large] = [of(1_000), of(10_000)];
    const cost = (bytes: Uint8Array, times: number): number =>
      cpuMs(() => {
        for (let i = 0; i < times; i++) parsed(bytes);
      });
    cost(small, 10);
    const ten = Math.min(cost(small, 10), cost(small, 10), cost(small, 10));
    const one = Math.min(cost(large, 1), cost(large, 1), cost(large, 1));
    expect(one).toBeLessThan(5 * ten); // reading that grows with the square would take 10 times as long
  });
});
