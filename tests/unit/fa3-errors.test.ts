import iconv from 'iconv-lite';
import { LIMITS } from '@/lib/billing-import/fa3/tree';
import { cpuMs, DRAFT, lineOf, parsed, refused, sentence, xmlOf } from '../support/fa3';

const XML = xmlOf();

/** The document with one thing changed; fails when the thing is not there. */
function changed(from: string, to: string, xml = XML): string {
  expect(xml).toContain(from);
  return xml.replace(from, to);
}

describe('XML that is not well-formed is refused with line and character', () => {
  it.each([
    ['a stray ampersand', 'Woda', 'Woda & ścieki', 'xml_entity'],
    ['an entity of HTML', 'Woda', 'Woda&nbsp;i', 'xml_entity'],
    ['an attribute without quotes', 'kodSystemowy="FA (3)"', 'kodSystemowy=FA', 'xml_broken'],
    ['a control character', 'Woda', 'Wo\u0001da', 'xml_broken'],
    ['an unbound prefix', '<P_2>', '<x:P_2>', 'xml_broken'],
  ])('%s', (_, from, to, code) => {
    const xml = changed(from, to);
    const [error] = refused(xml);
    expect(error).toMatchObject({ file: 'invoices/a.xml', code });
    expect(error!.line).toBe(lineOf(XML, from));
    expect(Number(error!.column)).toBeGreaterThan(0);
  });

  it('an element that is never closed is named with its line, where the closing tag does not fit', () => {
    const xml = changed('</P_2>', '');
    const [error] = refused(xml);
    expect(error).toMatchObject({
      line: lineOf(xml, '</Fa>'),
      code: 'xml_mismatched',
      params: { element: 'P_2', start: lineOf(xml, '<P_2>') },
    });
  });

  it('<a></b> on line 2 is refused there, at its 7th character', () => {
    expect(refused('<?xml version="1.0"?>\n<a></b>')).toMatchObject([
      { line: 2, column: '7', code: 'xml_mismatched' },
    ]);
  });

  it('a file cut short names the element that is open, on the last line', () => {
    const cut = XML.slice(0, XML.indexOf('</FaWiersz>'));
    expect(refused(cut)).toMatchObject([
      { line: cut.split('\n').length, code: 'xml_unclosed', params: { element: 'FaWiersz' } },
    ]);
  });

  it.each([
    ['', 'xml_empty'],
    ['   \n', 'xml_no_root'],
    ['%PDF-1.7', 'xml_outside_root'],
    [`${XML}<Faktura/>`, 'xml_outside_root'],
    ['invoice_number;customer_number\n', 'xml_outside_root'],
  ])('%j is no document', (text, code) => {
    expect(refused(text)[0]).toMatchObject({ code });
  });
});

describe('a DOCTYPE is refused, whatever it holds', () => {
  const entities = Array.from({ length: 9 }, (_, i) => `<!ENTITY l${i + 1} "${`&l${i};`.repeat(10)}">`).join(
    '\n',
  );
  it.each([
    ['a billion laughs', `<!DOCTYPE Faktura [\n<!ENTITY l0 "ha">\n${entities}\n]>`],
    ['an external entity', '<!DOCTYPE Faktura [<!ENTITY x SYSTEM "file:///etc/passwd">]>'],
    ['an external subset', '<!DOCTYPE Faktura SYSTEM "http://example.invalid/fa.dtd">'],
    ['a parameter entity', '<!DOCTYPE Faktura [<!ENTITY % p SYSTEM "http://example.invalid/"> %p;]>'],
    ['an empty one', '<!DOCTYPE Faktura>'],
  ])('%s', (_, doctype) => {
    const xml = changed('<Faktura', `<!-- before -->\n${doctype}\n<Faktura`).replace('Woda', '&l9;');
    const cost = cpuMs(() => {
      expect(refused(xml)).toMatchObject([{ line: 3, code: 'xml_doctype' }]);
    });
    expect(cost).toBeLessThan(2000); // expanded, it would be a billion words
  });
});

describe('what a document may cost is limited', () => {
  it('elements nested deeper than the limit', () => {
    const deep = '<a>'.repeat(LIMITS.depth + 1);
    expect(refused(deep)).toMatchObject([{ line: 1, code: 'xml_too_deep' }]);
  });

  it('a text longer than the limit', () => {
    expect(refused(changed('Woda', 'W'.repeat(LIMITS.text + 1)))).toMatchObject([
      { code: 'xml_text_too_long' },
    ]);
  });

  it('more bytes than the limit', () => {
    expect(refused(Buffer.alloc(LIMITS.bytes + 1, ' '))).toMatchObject([{ code: 'xml_too_large' }]);
  });

  it('more elements than the limit', () => {
    expect(refused(`<a>${'<b/>'.repeat(LIMITS.elements)}</a>`)).toMatchObject([{ code: 'xml_too_many' }]);
  });
});

describe('other forms are refused by name', () => {
  it.each([
    ['http://crd.gov.pl/wzor/2023/06/29/12648/', 'FA(2)'],
    ['http://crd.gov.pl/wzor/2021/11/29/11089/', 'FA(1)'],
    ['urn:oasis:names:specification:ubl:schema:xsd:Invoice-2', 'ubl'],
  ])('%s', (namespace, name) => {
    const [error] = refused(changed('http://crd.gov.pl/wzor/2025/06/25/13775/', namespace));
    expect(error).toMatchObject({ line: 2, code: 'fa3_namespace', value: namespace });
    expect(sentence(error!)).toContain(name);
  });

  it('no namespace at all', () => {
    const xml = changed(' xmlns="http://crd.gov.pl/wzor/2025/06/25/13775/"', '');
    expect(refused(xml)).toMatchObject([{ line: 2, code: 'fa3_namespace' }]);
  });

  it('another root element', () => {
    expect(refused('<html><body/></html>')).toMatchObject([
      { line: 1, column: 'html', code: 'fa3_not_invoice' },
    ]);
  });

  it.each([
    ['<WariantFormularza>3<', '<WariantFormularza>2<'],
    ['kodSystemowy="FA (3)"', 'kodSystemowy="FA (2)"'],
    ['>FA</KodFormularza>', '>FA_RR</KodFormularza>'],
  ])('%s becomes %s', (from, to) => {
    expect(refused(changed(from, to))).toMatchObject([
      { line: lineOf(XML, '<KodFormularza'), column: 'Naglowek/KodFormularza', code: 'fa3_form' },
    ]);
  });
});

describe('encodings', () => {
  const declared = (encoding: string): string => changed('encoding="UTF-8"', `encoding="${encoding}"`);
  const name = DRAFT.seller.name;

  it.each([
    ['UTF-8', () => Buffer.from(XML)],
    ['UTF-8 with a byte order mark', () => Buffer.from(`\ufeff${XML}`)],
    [
      'UTF-8 without a declaration',
      () => Buffer.from(changed('<?xml version="1.0" encoding="UTF-8"?>\n', '')),
    ],
    ['Windows-1250', () => iconv.encode(declared('windows-1250'), 'windows-1250')],
    ['ISO-8859-2', () => iconv.encode(declared('ISO-8859-2'), 'iso-8859-2')],
    ['UTF-16LE', () => iconv.encode(`\ufeff${declared('UTF-16')}`, 'utf-16le')],
    ['UTF-16BE', () => iconv.encode(`\ufeff${declared('UTF-16')}`, 'utf-16be')],
    ['UTF-16LE without a mark', () => iconv.encode(declared('UTF-16LE'), 'utf-16le')],
    ['UTF-16 with a mark, declared as UTF-8', () => iconv.encode(`\ufeff${XML}`, 'utf-16le')],
  ])('%s is read', (_, bytes) => {
    expect(parsed(bytes()).seller.name).toBe(name);
  });

  it.each([
    ['Windows-1250 declared as UTF-8', () => iconv.encode(XML, 'windows-1250')],
    [
      'Windows-1250 declared as ISO-8859-2',
      () => iconv.encode(declared('ISO-8859-2').replace(name, 'śźŚ'), 'windows-1250'),
    ],
    ['UTF-8 declared as Windows-1250', () => Buffer.from(declared('windows-1250'))],
    [
      'UTF-8 cut in the middle of a letter',
      () => Buffer.from(XML.replace(name, '#')).map(byte => (byte === 0x23 ? 0xc5 : byte)),
    ],
  ])('%s is refused on the line of the first letter', (_, bytes) => {
    expect(refused(bytes())).toMatchObject([{ line: lineOf(XML, '<Nazwa>'), code: 'xml_encoding_wrong' }]);
  });

  it('UTF-8 declared as UTF-16 is refused', () => {
    expect(refused(declared('UTF-16'))).toMatchObject([{ line: 1, code: 'xml_encoding_wrong' }]);
  });

  it.each(['EBCDIC-CP-FR', 'UTF-7', 'UTF-32'])('%s is not supported', encoding => {
    expect(refused(declared(encoding))).toMatchObject([
      { line: 1, code: 'xml_encoding_unknown', params: { encoding } },
    ]);
  });
});

describe('fields that are missing or malformed are refused with element and line', () => {
  it.each([
    ['<P_2>FV/2026/11/000001</P_2>', 'Fa/P_2'],
    ['<P_1>2026-11-05</P_1>', 'Fa/P_1'],
    ['<P_15>108.00</P_15>', 'Fa/P_15'],
    ['<KodWaluty>PLN</KodWaluty>', 'Fa/KodWaluty'],
    ['<RodzajFaktury>VAT</RodzajFaktury>', 'Fa/RodzajFaktury'],
  ])('without %s', (element, column) => {
    expect(refused(changed(element, ''))).toMatchObject([
      { line: lineOf(XML, '<Fa>'), column, value: null, code: 'fa3_missing' },
    ]);
  });

  it.each([
    ['<P_2>FV/2026/11/000001</P_2>', '<P_2> </P_2>', 'Fa/P_2', '', 'missing_value'],
    ['<P_1>2026-11-05<', '<P_1>2026-02-30<', 'Fa/P_1', '2026-02-30', 'bad_date'],
    ['<P_1>2026-11-05<', '<P_1>05.11.2026<', 'Fa/P_1', '05.11.2026', 'bad_date'],
    ['<P_1>2026-11-05<', '<P_1>2026-11-05Z<', 'Fa/P_1', '2026-11-05Z', 'bad_date'],
    ['<P_6_Do>2026-10-31<', '<P_6_Do>2026-10-32<', 'OkresFa/P_6_Do', '2026-10-32', 'bad_date'],
    ['<Termin>2026-11-24<', '<Termin>2026-11-31<', 'TerminPlatnosci/Termin', '2026-11-31', 'bad_date'],
    ['<P_15>108.00<', '<P_15>108,00<', 'Fa/P_15', '108,00', 'bad_amount'],
    ['<P_15>108.00<', '<P_15>108.001<', 'Fa/P_15', '108.001', 'bad_amount'],
    ['<P_15>108.00<', '<P_15>sto<', 'Fa/P_15', 'sto', 'bad_amount'],
    ['<P_15>108.00<', '<P_15>1e2<', 'Fa/P_15', '1e2', 'bad_amount'],
    ['<P_13_2>100.00<', '<P_13_2>100.00 zł<', 'Fa/P_13_2', '100.00 zł', 'bad_amount'],
    ['<P_11>100.00<', '<P_11>NaN<', 'FaWiersz/P_11', 'NaN', 'bad_amount'],
    ['<P_8B>20<', '<P_8B>dwa<', 'FaWiersz/P_8B', 'dwa', 'bad_decimal'],
    ['<P_9A>5.00<', '<P_9A>5,00<', 'FaWiersz/P_9A', '5,00', 'bad_decimal'],
    ['<NrWierszaFa>1<', '<NrWierszaFa>0<', 'FaWiersz/NrWierszaFa', '0', 'bad_integer'],
    ['>VAT</RodzajFaktury>', '>PROFORMA</RodzajFaktury>', 'Fa/RodzajFaktury', 'PROFORMA', 'bad_value'],
    ['<NIP>9990001114<', '<NIP>999-000-11-14<', 'DaneIdentyfikacyjne/NIP', '999-000-11-14', 'fa3_nip'],
  ])('%s becomes %s', (from, to, column, value, code) => {
    expect(refused(changed(from, to))).toMatchObject([{ line: lineOf(XML, from), column, value, code }]);
  });

  it('a second P_2 is refused on its line: one would have to be guessed', () => {
    const twice = changed('</P_2>', '</P_2>\n<P_2>FV/2</P_2>');
    expect(refused(twice)).toMatchObject([
      { line: lineOf(twice, '<P_2>FV/2<'), column: 'Fa/P_2', code: 'fa3_repeated' },
    ]);
  });

  it('a buyer without any identification', () => {
    expect(refused(changed('<BrakID>1</BrakID>', ''))).toMatchObject([{ code: 'fa3_identity' }]);
  });

  it('all errors of a document are reported, not only the first', () => {
    const xml = XML.replace('<P_2>FV/2026/11/000001</P_2>', '')
      .replace('<P_1>2026-11-05<', '<P_1>2026-13-05<')
      .replace('<P_15>108.00<', '<P_15>x<');
    expect(
      refused(xml)
        .map(error => error.column)
        .sort(),
    ).toEqual(['Fa/P_1', 'Fa/P_15', 'Fa/P_2']);
  });
});

describe('net and VAT that do not make the gross', () => {
  it.each(['108.01', '107.99', '100.00', '-108.00'])('100.00 + 8.00 is not %s', gross => {
    const [error] = refused(changed('<P_15>108.00<', `<P_15>${gross}<`));
    expect(error).toMatchObject({ line: lineOf(XML, '<P_15>'), column: 'Fa/P_15', value: gross });
    expect(sentence(error!)).toBe(`net 100.00 + VAT 8.00 is 108.00, but gross is ${gross}`);
    expect(sentence(error!, 'pl')).toBe(`netto 100.00 + VAT 8.00 daje 108.00, a brutto to ${gross}`);
  });

  const twoRates = (gross: string): string =>
    changed('<P_15>108.00<', `<P_13_3>0.95</P_13_3><P_14_3>0.05</P_14_3><P_15>${gross}<`);

  it.each(['108.99', '109.00', '109.01'])(
    '100.00 + 8.00 + 0.95 + 0.05 may be %s: a grosz per further rate',
    gross => {
      expect(parsed(twoRates(gross)).vatRates).toHaveLength(2);
    },
  );

  it.each(['108.98', '109.02'])('100.00 + 8.00 + 0.95 + 0.05 is not %s', gross => {
    expect(refused(twoRates(gross))).toMatchObject([{ code: 'gross_mismatch' }]);
  });

  it.each(['ZAL', 'ROZ', 'UPR', 'KOR_ZAL', 'KOR_ROZ'])('%s: the gross is not judged by the summary', kind => {
    const xml = changed('>VAT<', `>${kind}<`).replace('<P_15>108.00<', '<P_15>54.00<');
    expect(parsed(xml)).toMatchObject({ kind, gross: 5400, net: 10000, vat: 800 });
  });

  it('a margin scheme: the gross is not judged by the summary', () => {
    const xml = changed('<P_15>108.00<', '<P_13_11>5.00</P_13_11><P_15>108.00<');
    expect(parsed(xml).vatRates.map(rate => rate.rate)).toEqual(['8', 'marża']);
  });
});
