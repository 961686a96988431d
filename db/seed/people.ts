import type { Random } from './random';

/** Common first and last names, put together at random: nobody in particular. */
const WOMEN = [
  'Anna', 'Maria', 'Katarzyna', 'Małgorzata', 'Agnieszka', 'Barbara', 'Ewa', 'Krystyna', 'Elżbieta', 'Halina',
  'Teresa', 'Joanna', 'Monika', 'Danuta', 'Irena', 'Zofia', 'Jadwiga', 'Beata', 'Dorota', 'Wioletta', 'Łucja',
] as const; // prettier-ignore
const MEN = [
  'Jan', 'Andrzej', 'Piotr', 'Krzysztof', 'Stanisław', 'Tomasz', 'Paweł', 'Józef', 'Marcin', 'Marek', 'Michał',
  'Grzegorz', 'Jerzy', 'Tadeusz', 'Adam', 'Łukasz', 'Zbigniew', 'Ryszard', 'Dariusz', 'Henryk', 'Mariusz',
] as const; // prettier-ignore
const SURNAMES: readonly (readonly [man: string, woman: string])[] = [
  ...['Nowak', 'Wójcik', 'Kowalczyk', 'Woźniak', 'Mazur', 'Krawczyk', 'Kaczmarek', 'Zając', 'Król', 'Wróbel',
    'Pawlak', 'Walczak', 'Stępień', 'Sikora', 'Baran', 'Duda', 'Szewczyk', 'Pietrzak', 'Wilk', 'Lis', 'Kubiak',
    'Kaźmierczak', 'Mroźny', 'Gąsior', 'Żurek', 'Ćwik'].map(name => [name, name === 'Mroźny' ? 'Mroźna' : name] as const),
  ...['Kowalsk', 'Wiśniewsk', 'Kamińsk', 'Lewandowsk', 'Zielińsk', 'Szymańsk', 'Dąbrowsk', 'Kozłowsk', 'Jankowsk',
    'Wojciechowsk', 'Górsk', 'Rutkowsk', 'Ostrowsk', 'Jabłońsk', 'Świdersk', 'Źródlańsk'].map(
    stem => [`${stem}i`, `${stem}a`] as const),
]; // prettier-ignore

/** `Halina Kamińska`. */
export function personName(random: Random): string {
  const woman = random.chance(0.53);
  const surname = random.pick(SURNAMES);
  return `${random.pick(woman ? WOMEN : MEN)} ${surname[woman ? 1 : 0]}`;
}

const TRADES = [
  'Piekarnia', 'Cukiernia', 'Myjnia', 'Pralnia', 'Zakład Fryzjerski', 'Pensjonat', 'Kwiaciarnia', 'Warsztat',
  'Restauracja', 'Przychodnia', 'Tartak', 'Gospodarstwo Ogrodnicze', 'Mleczarnia', 'Hurtownia', 'Kręgielnia',
] as const; // prettier-ignore
const SIGNS = [
  'Pod Dębem', 'Nad Obrą', 'Bursztyn', 'Zdrój', 'Kłos', 'Jaskółka', 'Pod Lipą', 'Błysk', 'Żubr', 'Źródełko',
  'Modrzew', 'Paklica', 'Stokrotka', 'Grodzka', 'Pod Ratuszem',
] as const; // prettier-ignore
const FORMS = ['s.c.', 'Sp. z o.o.', 'Sp. j.', 'Sp. z o.o.'] as const;

/** `Piekarnia Pod Dębem s.c.`: an invented firm. */
export const businessName = (random: Random): string =>
  `${random.pick(TRADES)} ${random.pick(SIGNS)} ${random.pick(FORMS)}`;

const ASCII: Record<string, string> = {
  ą: 'a',
  ć: 'c',
  ę: 'e',
  ł: 'l',
  ń: 'n',
  ó: 'o',
  ś: 's',
  ź: 'z',
  ż: 'z',
};

/** `halina.kaminska.118@example.pl`; a reserved domain, so that nothing ever arrives anywhere. */
export const emailOf = (name: string, id?: number): string =>
  `${name
    .toLowerCase()
    .replace(/[ąćęłńóśźż]/g, letter => ASCII[letter]!)
    .replace(/[^a-z]+/g, '.')
    .replace(/^\.|\.$/g, '')}${id === undefined ? '' : `.${id}`}@example.pl`;
