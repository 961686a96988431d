// Loads what is widened below; without it the order of the files decides whether Locale is known.
import type {} from 'next-intl';
import type { Messages } from './messages';

// Makes a wrong key a type error.
declare module 'next-intl' {
  interface AppConfig {
    Locale: 'pl' | 'en';
    Messages: Messages;
  }
}
