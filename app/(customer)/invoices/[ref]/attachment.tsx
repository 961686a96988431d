import { tableFromNote } from '@/lib/billing-import/fa3/notes';
import type { InvoiceNote } from '@/lib/invoices/queries';

type Table = NonNullable<ReturnType<typeof tableFromNote>>;

/** An FA(3) attachment in reading order: headings, pairs, paragraphs, tables. */
export function Attachment({ notes }: { notes: readonly InvoiceNote[] }) {
  return (
    <div className="grid grid-cols-1 gap-3">
      {notes.map((note, index) => {
        const table = tableFromNote(note);
        if (table) return <AttachedTable key={index} table={table} />;
        if (note.value === '') return <h3 key={index}>{note.key}</h3>;
        return (
          <p key={index}>
            {note.key ? <span className="text-soft">{note.key}: </span> : null}
            {note.value}
          </p>
        );
      })}
    </div>
  );
}

/** As wide as its document made it: it scrolls in its own frame, also by keyboard. */
function AttachedTable({ table: { caption, columns, rows, totals } }: { table: Table }) {
  const all = totals.length > 0 ? [...rows, totals] : rows;
  return (
    <div role="region" aria-label={caption ?? undefined} tabIndex={0} className="overflow-x-auto rounded-sm">
      <table className="w-full text-small">
        {caption ? <caption className="pb-1 text-left font-semibold">{caption}</caption> : null}
        <thead>
          <tr className="text-left text-soft">
            {columns.map((column, index) => (
              <th key={index} scope="col" className="py-2 pr-4 align-bottom font-normal">
                {column.name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {all.map((row, index) => (
            <tr key={index} className="border-t border-line">
              {row.map((cell, column) => (
                <td key={column} className="py-2 pr-4">
                  {cell}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
