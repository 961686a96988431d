-- Ten characters of Crockford's base 32 out of a random UUID, leaving out the bytes that carry its version
-- and variant: 50 random bits. The alphabet is the one of lib/kernel/refs.ts.
CREATE FUNCTION public_ref() RETURNS text LANGUAGE sql VOLATILE PARALLEL SAFE AS $$
  SELECT string_agg(substr('0123456789ABCDEFGHJKMNPQRSTVWXYZ', (get_byte(random.bytes, position) & 31) + 1, 1), '')
  FROM (SELECT uuid_send(gen_random_uuid()) AS bytes) AS random,
       unnest(ARRAY[0, 1, 2, 3, 4, 5, 9, 10, 11, 12]) AS position
$$;
--> statement-breakpoint
-- Behind the append-only tables: proof and audit stand as they were written, whoever asks.
CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'append only: % on % is refused', TG_OP, TG_TABLE_NAME USING ERRCODE = 'insufficient_privilege';
END
$$;
