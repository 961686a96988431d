/**
 * Passwords that are tried first: the words, names, keyboard runs and years that people in Poland and elsewhere
 * choose most, gathered by hand. Each stands for its variants: with digits or signs around it, doubled, with
 * letters written as digits, without Polish accents.
 */
const WORDS = `
password passw0rd pass admin administrator root user guest welcome login letmein master access secret default
changeme change hello iloveyou love sunshine princess dragon monkey shadow football baseball basketball soccer
superman batman spiderman pokemon starwars computer internet google facebook samsung windows microsoft apple
qwerty qwertyuiop qwertyui qwert qwertz qwertzuiop azerty asdfghjkl asdfgh asdf zxcvbnm zxcvbn zaqwsx
qazwsx qazwsxedc zaqxsw zaq12wsx zaq1xsw2 1qaz2wsx 1q2w3e4r 1q2w3e4r5t 1q2w3e qweasdzxc qweasd
test testtest testowe testowy demo example abc abcd abcdef abcdefgh abcdefghij alphabet
michael jordan jennifer jessica daniel thomas charlie andrew michelle ashley nicole matthew robert hunter
flower summer winter spring autumn freedom whatever trustno trustnoone killer ginger cookie chocolate banana
cheese pepper coffee silver purple orange yellow london liverpool chelsea arsenal barcelona realmadrid
juventus ronaldo messi matrix mustang ferrari mercedes porsche
haslo hasło haselko mojehaslo mojehasło tajne tajnehaslo trudnehaslo dobrehaslo nowehaslo startowe zmienmnie
zmien zmiana wejscie dostep otworz sezam zaloguj logowanie konto mojekonto uzytkownik uzytkowniczka klient
klientka odbiorca mieszkaniec biuro firma praca dom mojdom domek rodzina polska polskagora polskapolska warszawa
krakow wroclaw poznan gdansk gdynia szczecin lodz lublin katowice bialystok rzeszow torun bydgoszcz opole
zielonagora gorzow gorzowwlkp miedzyrzecz miedzyrzeczanin skwierzyna trzciel pszczew bledzew przytoczna
swietywojciech lubuskie lubuskie24 obra paklica
wodociag wodociagi wodociagimiedzyrzecz wodociagowiec mpwik mpwikmiedzyrzecz pwik kanalizacja woda wodamineralna
wodawoda kranowka wodomierz licznik faktura efaktura rachunek rachunki ibok ebok ibokmiedzyrzecz bok obslugaklienta
internetowebiuro internetowebiuroobslugiklienta mojawoda czystawoda
kocham kochamcie kochamciebie kochanie kochana kochany kocham1 milosc serce serduszko misiek misiu misiaczek
misia kotek kotek1 koteczek kot kicia kicius piesek pies pimpek reksio burek azor myszka mysza zabka zaba
ptaszek motylek kwiatek kwiatuszek stokrotka biedronka slonko sloneczko slonce gwiazda gwiazdka ksiezyc aniol
aniolek diabel diabelek szatan krolowa ksiezniczka ksiaze krol rycerz smok dzidzia dziadek babcia babunia mama
mamusia tata tatus mamaitata synek corka coreczka wnuczek wnuczka siostra brat zona maz
damian daniel1 dawid dominik dominika kamil kamila karol karolina kasia kasienka katarzyna krzysztof krzysiek
krystian kuba jakub lukasz maciek maciej magda magdalena maja malgorzata gosia marcin marek maria marta mariusz
martyna mateusz michal monika natalia oliwia ola olenka aleksandra aleksander patryk patrycja paulina pawel
piotr piotrek przemek radek rafal robert roman ryszard sebastian sandra sylwia szymon tomasz tomek tomek1
wiktoria wojtek wojciech zbyszek zbigniew zosia zofia zuzia zuzanna julia julka justyna joanna asia jola
jolanta janusz janek jan jerzy jozef halina grazyna danuta barbara basia beata bartek bartosz bozena ewa ewelina
agnieszka agata adrian adam ania anna andrzej andrzejek antoni artur arek angelika izabela iza ilona irena jadwiga
stanislaw stasiek stefan tadeusz teresa urszula wanda waldek weronika wieslaw wlodek zygmunt emilia emilka
lech lechpoznan legia legiawarszawa wisla wislakrakow widzew gornik ruch cracovia pogon lechia falubaz stal
unia apator sparta stalgorzow lewandowski lewy malysz kubica jezus jezusmaria jezuschrystus maryja matkaboska
papiez janpawel janpawelii jp2gmd bozenarodzenie wielkanoc wakacje urlop lato wiosna jesien zima poniedzialek
wtorek sroda czwartek piatek sobota niedziela styczen luty marzec kwiecien maj czerwiec lipiec sierpien wrzesien
pazdziernik listopad grudzien samochod motor rower traktor ciagnik maluch polonez fiat opel golf passat audi bmw
volkswagen skoda honda toyota yamaha suzuki komputer laptop telefon nokia internet gadugadu naszaklasa allegro
onet interia wppl gmail poczta dupa dupadupa dupa1 kurwa kurwamac cholera chuj spierdalaj gowno pierdol
polak polka bialoczerwoni orzelbialy solidarnosc niepodleglosc zolnierz policja straz strazak
matrix1 metallica slayer nirvana ironman counter counterstrike minecraft fortnite roblox tibia wiedzmin geralt
pizza piwo wodka piwko browar kawa herbata czekolada truskawka malina jagoda wisnia jablko jabluszko pomarancza
marchewka ziemniak pierogi bigos schabowy kielbasa
`;

const plainLetters = (text: string): string =>
  text
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .replace(/ł/g, 'l');

const digitsAsLetters: Record<string, string> = {
  '0': 'o',
  '1': 'i',
  '3': 'e',
  '4': 'a',
  '5': 's',
  '7': 't',
  '@': 'a',
  $: 's',
  '!': 'i',
};

const words = new Set(WORDS.trim().split(/\s+/).map(plainLetters));

/** `abcdefgh`, `87654321`, `qqqqqqqq`, `asdfghjk`: runs along the alphabet, the digits or the keyboard. */
const RUNS = [
  'abcdefghijklmnopqrstuvwxyz',
  '01234567890123456789',
  'qwertyuiopasdfghjklzxcvbnm',
  '1qaz2wsx3edc4rfv',
];
const reversed = (text: string): string => [...text].reverse().join('');
const isRun = (text: string): boolean =>
  RUNS.some(run => run.includes(text) || reversed(run).includes(text)) || /^(.{1,4})\1+$/.test(text);

/** Whether a password is one of the commonest, or one of them dressed up. @param password in lower case */
export function isCommonPassword(password: string): boolean {
  const plain = plainLetters(password);
  if (isRun(plain) || words.has(plain)) return true;
  // A bare number: dates, telephone numbers and runs are tried first of all.
  if (/^[\d\s.+/-]+$/.test(plain) && plain.replace(/\D/g, '').length <= 9) return true;
  const core = plain.replace(/^[^a-z]+|[^a-z]+$/g, '');
  const unmasked = [...plain.replace(/[\d\W_]{0,6}$/, '')]
    .map(char => digitsAsLetters[char] ?? char)
    .join('');
  const letters = plain.replace(/[^a-z]/g, '');
  // Whatever is added must be more than half of it to count as a password of its own.
  const dressed = (word: string) =>
    word.length * 2 >= plain.length && (words.has(word) || (word.length > 3 && isRun(word)));
  return [core, unmasked, letters].some(dressed);
}
