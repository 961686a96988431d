import { ROLES, type Fa3Address, type Fa3Buyer, type Fa3OtherParty, type Fa3Party } from './document';
import type { Fields } from './fields';
import type { XmlElement } from './tree';

const NIP = /^\d{10}$/;

export function readSeller(fields: Fields, party: XmlElement | null): Fa3Party {
  const identity = fields.required(party, 'DaneIdentyfikacyjne');
  const nip = fields.requiredText(identity, 'NIP');
  if (nip && !NIP.test(nip)) refuseNip(fields, identity, nip);
  return {
    nip,
    name: fields.requiredText(identity, 'Nazwa'),
    address: readAddress(fields, fields.one(party, 'Adres')),
  };
}

/**
 * Podmiot2. The form of the NIP is checked, its checksum is not: the schema does not ask for it, and a
 * document that KSeF took is not ours to refuse.
 */
export function readBuyer(fields: Fields, party: XmlElement | null): Fa3Buyer {
  const identity = fields.required(party, 'DaneIdentyfikacyjne');
  const nip = fields.text(identity, 'NIP');
  if (nip !== null && !NIP.test(nip)) refuseNip(fields, identity, nip);
  const foreignId = foreignIdOf(fields, identity);
  const none = fields.one(identity, 'BrakID') ?? fields.one(identity, 'IDWew');
  const stated = [nip, foreignId, none].filter(Boolean).length;
  if (identity && stated !== 1)
    fields.refuse(identity, `${party!.name}/DaneIdentyfikacyjne`, null, 'fa3_identity');
  return {
    nip,
    foreignId,
    name: fields.text(identity, 'Nazwa'),
    address: readAddress(fields, fields.one(party, 'Adres')),
    customerNumber: fields.text(party, 'NrKlienta'),
  };
}

export function readOtherParty(fields: Fields, party: XmlElement): Fa3OtherParty {
  const role = Number(fields.text(party, 'Rola'));
  return {
    ...readBuyer(fields, party),
    internalId: fields.text(fields.one(party, 'DaneIdentyfikacyjne'), 'IDWew'),
    role: ROLES[role - 1] ?? 'other',
    roleText: fields.text(party, 'OpisRoli'),
  };
}

function foreignIdOf(fields: Fields, identity: XmlElement | null): string | null {
  const european = fields.text(identity, 'NrVatUE');
  if (european) return `${fields.text(identity, 'KodUE') ?? ''}${european}`;
  const other = fields.text(identity, 'NrID');
  return other ? [fields.text(identity, 'KodKraju'), other].filter(Boolean).join(' ') : null;
}

function readAddress(fields: Fields, address: XmlElement | null): Fa3Address | null {
  if (!address) return null;
  const lines = [fields.text(address, 'AdresL1'), fields.text(address, 'AdresL2')];
  return {
    country: fields.text(address, 'KodKraju') ?? '',
    lines: lines.filter(line => line !== null),
  };
}

function refuseNip(fields: Fields, identity: XmlElement | null, nip: string): void {
  fields.refuse(fields.one(identity, 'NIP'), 'DaneIdentyfikacyjne/NIP', nip, 'fa3_nip');
}
