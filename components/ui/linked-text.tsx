/** Plain text with its addresses as links, as mail programs show it. */
export function LinkedText({ text }: { text: string }) {
  return text.split(/(https?:\/\/[^\s<>")]+)/).map((part, index) =>
    index % 2 === 1 ? (
      <a key={index} href={part} className="wrap-anywhere">
        {part}
      </a>
    ) : (
      part
    ),
  );
}
