import type { Messages } from './messages';

// Makes a wrong key a type error.
declare module 'next-intl' {
  interface AppConfig {
    Locale: 'pl' | 'en';
    Messages: Messages;
  }
}
