import type { Page } from 'playwright-core';

/** A file as somebody drags it in or pastes it. */
export interface HandedFile {
  readonly name: string;
  readonly type: string;
  readonly bytes: Uint8Array;
}

/** Drops files onto the page, or pastes them into it. */
export async function handFiles(
  page: Page,
  how: 'drop' | 'paste',
  files: readonly HandedFile[],
): Promise<void> {
  const encoded = files.map(({ name, type, bytes }) => ({
    name,
    type,
    base64: Buffer.from(bytes).toString('base64'),
  }));
  const transfer = await page.evaluateHandle((handed) => {
    const data = new DataTransfer();
    for (const { name, type, base64 } of handed) {
      const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
      data.items.add(new File([bytes], name, { type }));
    }
    return data;
  }, encoded);
  if (how === 'drop') {
    await page.dispatchEvent('.drop-zone', 'drop', { dataTransfer: transfer });
  } else {
    await page.evaluate((clipboardData) => {
      document.body.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true }));
    }, transfer);
  }
  await transfer.dispose();
}
