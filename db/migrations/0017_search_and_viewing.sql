-- Both are trusted extensions: whoever owns the database may create them.
CREATE EXTENSION IF NOT EXISTS pg_trgm;--> statement-breakpoint
CREATE EXTENSION IF NOT EXISTS unaccent;--> statement-breakpoint
-- The words of a text, folded: small, without accents; a postal code is one word. lib/customers/search/rules.ts does
-- the same to what is typed. The body is bound when it is created, so that no search path changes it: that is why it
-- may call itself immutable although unaccent, whose dictionary could be exchanged, does not.
CREATE FUNCTION folded_words(words text) RETURNS text[] LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN array_remove(regexp_split_to_array(regexp_replace(lower(unaccent('unaccent'::regdictionary, words) COLLATE "C"),
  '([0-9]{2})-([0-9]{3})', '\1\2', 'g'), '[^a-z0-9]+'), '');
--> statement-breakpoint
CREATE TABLE "customer_search" (
	"customer_id" bigint PRIMARY KEY NOT NULL,
	"words" text[] COLLATE "C" NOT NULL
);
--> statement-breakpoint
CREATE TABLE "search_words" (
	"word" text collate "C" PRIMARY KEY NOT NULL
);
--> statement-breakpoint
ALTER TABLE "sessions" ADD COLUMN "viewing_customer_id" bigint;--> statement-breakpoint
ALTER TABLE "sessions" ADD COLUMN "viewing_account_id" bigint;--> statement-breakpoint
ALTER TABLE "sessions" ADD COLUMN "viewing_since" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "customer_search" ADD CONSTRAINT "customer_search_customer_id_customers_id_fk" FOREIGN KEY ("customer_id") REFERENCES "public"."customers"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "customer_search_words" ON "customer_search" USING gin ("words");--> statement-breakpoint
CREATE INDEX "search_words_trigrams" ON "search_words" USING gin ("word" gin_trgm_ops) WHERE "search_words"."word" !~ '^[0-9]';--> statement-breakpoint
ALTER TABLE "sessions" ADD CONSTRAINT "sessions_viewing_customer_id_customers_id_fk" FOREIGN KEY ("viewing_customer_id") REFERENCES "public"."customers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sessions" ADD CONSTRAINT "sessions_viewing_account_id_accounts_id_fk" FOREIGN KEY ("viewing_account_id") REFERENCES "public"."accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "customers_email" ON "customers" USING btree ("email");--> statement-breakpoint
CREATE INDEX "customers_phone" ON "customers" USING btree (right("phone", 9));
--> statement-breakpoint
CREATE FUNCTION refresh_customer_search(ids bigint[]) RETURNS void LANGUAGE sql AS $$
  WITH given AS (
    SELECT c.id, folded_words(concat_ws(' ', c.name, c.street, c.building, c.unit, c.postal_code, c.city,
      (SELECT string_agg(concat_ws(' ', s.street, s.building, s.unit, s.postal_code, s.city), ' ')
         FROM contracts k JOIN service_points s ON s.id = k.service_point_id
        WHERE k.customer_id = c.id)) COLLATE "C") AS words
      FROM customers c WHERE c.id = ANY(ids)
  ), kept AS (
    INSERT INTO customer_search AS t (customer_id, words)
    SELECT id, ARRAY(SELECT DISTINCT word FROM unnest(words) AS word ORDER BY word) FROM given
    ON CONFLICT (customer_id) DO UPDATE SET words = excluded.words WHERE t.words IS DISTINCT FROM excluded.words
    RETURNING words
  )
  -- in one order, so that two who add the same words wait for each other and do not lock each other out
  INSERT INTO search_words (word) SELECT DISTINCT word FROM kept, unnest(kept.words) AS given_words(word)
   WHERE NOT EXISTS (SELECT FROM search_words known WHERE known.word = given_words.word) ORDER BY word ON CONFLICT DO NOTHING
$$;
--> statement-breakpoint
CREATE FUNCTION customers_searched() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    PERFORM refresh_customer_search(ARRAY(SELECT id FROM new_rows));
  ELSE
    PERFORM refresh_customer_search(ARRAY(SELECT n.id FROM new_rows n JOIN old_rows o USING (id)
      WHERE (n.name, n.street, n.building, n.unit, n.postal_code, n.city)
        IS DISTINCT FROM (o.name, o.street, o.building, o.unit, o.postal_code, o.city)));
  END IF;
  RETURN NULL;
END
$$;
--> statement-breakpoint
CREATE FUNCTION contracts_searched() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    PERFORM refresh_customer_search(ARRAY(SELECT DISTINCT customer_id FROM new_rows));
  ELSIF TG_OP = 'DELETE' THEN
    PERFORM refresh_customer_search(ARRAY(SELECT DISTINCT customer_id FROM old_rows));
  ELSE
    PERFORM refresh_customer_search(ARRAY(SELECT unnest(ARRAY[o.customer_id, n.customer_id])
      FROM new_rows n JOIN old_rows o USING (id)
      WHERE (n.customer_id, n.service_point_id) IS DISTINCT FROM (o.customer_id, o.service_point_id)));
  END IF;
  RETURN NULL;
END
$$;
--> statement-breakpoint
CREATE FUNCTION service_points_searched() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM refresh_customer_search(ARRAY(SELECT DISTINCT k.customer_id
    FROM new_rows n JOIN old_rows o USING (id) JOIN contracts k ON k.service_point_id = n.id
    WHERE (n.street, n.building, n.unit, n.postal_code, n.city)
      IS DISTINCT FROM (o.street, o.building, o.unit, o.postal_code, o.city)));
  RETURN NULL;
END
$$;
--> statement-breakpoint
CREATE TRIGGER customers_searched_new AFTER INSERT ON customers
  REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION customers_searched();
--> statement-breakpoint
CREATE TRIGGER customers_searched_changed AFTER UPDATE ON customers
  REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION customers_searched();
--> statement-breakpoint
CREATE TRIGGER contracts_searched_new AFTER INSERT ON contracts
  REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION contracts_searched();
--> statement-breakpoint
CREATE TRIGGER contracts_searched_changed AFTER UPDATE ON contracts
  REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION contracts_searched();
--> statement-breakpoint
CREATE TRIGGER contracts_searched_gone AFTER DELETE ON contracts
  REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION contracts_searched();
--> statement-breakpoint
CREATE TRIGGER service_points_searched_changed AFTER UPDATE ON service_points
  REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION service_points_searched();
--> statement-breakpoint
SELECT refresh_customer_search(ARRAY(SELECT id FROM customers));
