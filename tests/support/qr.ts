/** Independent readers: what is in a code is not asked of whoever drew it. */
import type { PDFiumLibrary } from '@hyzyla/pdfium';
import jsQR from 'jsqr';
import sharp from 'sharp';

/** Part of an image, each figure from 0 to 1. */
export interface Part {
  left?: number;
  top?: number;
  width?: number;
  height?: number;
}

/**
 * The text of the one QR code in an image (PNG, SVG …), read as UTF-8; null when none is found.
 * @param part where to look, when there are several
 */
export async function readQr(image: Uint8Array, part: Part = {}): Promise<string | null> {
  const source = sharp(image).flatten({ background: '#fff' });
  const { width, height } = await sharp(await source.png().toBuffer()).metadata();
  const { left = 0, top = 0 } = part;
  const area = {
    left: Math.round(left * width),
    top: Math.round(top * height),
    width: Math.floor((part.width ?? 1 - left) * width),
    height: Math.floor((part.height ?? 1 - top) * height),
  };
  const { data, info } = await sharp(await source.png().toBuffer())
    .extract(area)
    .ensureAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  // Dark on light only, as banks' readers have it: an inverted code must not pass.
  const found = jsQR(new Uint8ClampedArray(data), info.width, info.height, {
    inversionAttempts: 'dontInvert',
  });
  return found && new TextDecoder('utf-8', { fatal: true }).decode(Uint8Array.from(found.binaryData));
}

/** The fields of a transfer's code. */
export const fieldsOf = (code: string | null): string[] => (code ?? '').split('|');

/** Loaded once a process: it is two megabytes of WebAssembly. */
let engine: Promise<PDFiumLibrary> | undefined;

/** Every page of a PDF as PNG, by the engine of Chrome's viewer. @param scale 1: 72 dots an inch */
export async function pdfPages(pdf: Uint8Array, scale = 2.5): Promise<Buffer[]> {
  engine ??= import('@hyzyla/pdfium').then(({ PDFiumLibrary }) => PDFiumLibrary.init());
  const document = await (await engine).loadDocument(pdf);
  const pages: Buffer[] = [];
  for (const page of document.pages()) {
    const image = await page.render({
      scale,
      render: ({ data, width, height }) =>
        sharp(data, { raw: { width, height, channels: 4 } })
          .png()
          .toBuffer(),
    });
    pages.push(Buffer.from(image.data));
  }
  document.destroy();
  return pages;
}

/** The text of every page of a PDF, by the same engine; blanks of any kind are plain ones. */
export async function pdfText(pdf: Uint8Array): Promise<string[]> {
  engine ??= import('@hyzyla/pdfium').then(({ PDFiumLibrary }) => PDFiumLibrary.init());
  const document = await (await engine).loadDocument(pdf);
  const texts = [...document.pages()].map(page => page.getText().replace(/\u00a0/g, ' '));
  document.destroy();
  return texts;
}

/** Families of fonts in a PDF, by its own source. */
export const fontsOf = (pdf: Uint8Array): string[] => [
  ...new Set(
    [
      ...Buffer.from(pdf)
        .toString('latin1')
        .matchAll(/\/BaseFont\s*\/(?:[A-Z]{6}\+)?([\w-]+)/g),
    ].map(match => match[1]!),
  ),
];
