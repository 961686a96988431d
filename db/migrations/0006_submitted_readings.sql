CREATE TABLE "export_batches" (
	"kind" text collate "C" NOT NULL,
	"number" integer NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"content" text collate "pl-x-icu" NOT NULL,
	"rows" integer NOT NULL,
	CONSTRAINT "export_batches_key" PRIMARY KEY("kind","number")
);
--> statement-breakpoint
CREATE TABLE "exported_items" (
	"kind" text collate "C" NOT NULL,
	"item" text collate "C" NOT NULL,
	"number" integer NOT NULL,
	CONSTRAINT "exported_items_key" PRIMARY KEY("kind","item")
);
--> statement-breakpoint
CREATE TABLE "leak_hints" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "leak_hints_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"meter_id" bigint NOT NULL,
	"customer_id" bigint NOT NULL,
	"opened_at" timestamp with time zone NOT NULL,
	"from_day" date NOT NULL,
	"to_day" date NOT NULL,
	"daily_l" bigint NOT NULL,
	"usual_l" bigint NOT NULL,
	"extra_l" bigint NOT NULL,
	"extra_cost_gr" bigint,
	"closed_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "reading_links" (
	"token_hash" text collate "C" PRIMARY KEY NOT NULL,
	"meter_id" bigint NOT NULL,
	"customer_id" bigint NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"used_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "reading_photos" (
	"submission_id" bigint PRIMARY KEY NOT NULL,
	"ref" text collate "C" DEFAULT public_ref() NOT NULL,
	"content" "bytea" NOT NULL,
	"width" integer NOT NULL,
	"height" integer NOT NULL,
	"created_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "submitted_reading_states" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "submitted_reading_states_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"submission_id" bigint NOT NULL,
	"state" text collate "C" NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"account_id" bigint,
	"reason" text collate "pl-x-icu"
);
--> statement-breakpoint
CREATE TABLE "submitted_readings" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "submitted_readings_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"ref" text collate "C" DEFAULT public_ref() NOT NULL,
	"meter_id" bigint NOT NULL,
	"customer_id" bigint NOT NULL,
	"account_id" bigint,
	"channel" text collate "C" NOT NULL,
	"form_key" text collate "C" NOT NULL,
	"read_on" date NOT NULL,
	"value_l" bigint NOT NULL,
	"state" text collate "C" NOT NULL,
	"information" boolean DEFAULT false NOT NULL,
	"question" text collate "C",
	"answer" text collate "C",
	"note" text collate "pl-x-icu",
	"expected_from_l" bigint,
	"expected_to_l" bigint,
	"submitted_at" timestamp with time zone NOT NULL,
	"replaces_id" bigint,
	"invoice_id" bigint,
	CONSTRAINT "submitted_readings_state" CHECK ("submitted_readings"."state" in ('accepted', 'in_review', 'approved', 'rejected', 'settled', 'withdrawn'))
);
--> statement-breakpoint
ALTER TABLE "leak_hints" ADD CONSTRAINT "leak_hints_meter_id_meters_id_fk" FOREIGN KEY ("meter_id") REFERENCES "public"."meters"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "leak_hints" ADD CONSTRAINT "leak_hints_customer_id_customers_id_fk" FOREIGN KEY ("customer_id") REFERENCES "public"."customers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reading_links" ADD CONSTRAINT "reading_links_meter_id_meters_id_fk" FOREIGN KEY ("meter_id") REFERENCES "public"."meters"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reading_links" ADD CONSTRAINT "reading_links_customer_id_customers_id_fk" FOREIGN KEY ("customer_id") REFERENCES "public"."customers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reading_photos" ADD CONSTRAINT "reading_photos_submission_id_submitted_readings_id_fk" FOREIGN KEY ("submission_id") REFERENCES "public"."submitted_readings"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "submitted_reading_states" ADD CONSTRAINT "submitted_reading_states_submission_id_submitted_readings_id_fk" FOREIGN KEY ("submission_id") REFERENCES "public"."submitted_readings"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "submitted_reading_states" ADD CONSTRAINT "submitted_reading_states_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "submitted_readings" ADD CONSTRAINT "submitted_readings_meter_id_meters_id_fk" FOREIGN KEY ("meter_id") REFERENCES "public"."meters"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "submitted_readings" ADD CONSTRAINT "submitted_readings_customer_id_customers_id_fk" FOREIGN KEY ("customer_id") REFERENCES "public"."customers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "submitted_readings" ADD CONSTRAINT "submitted_readings_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "submitted_readings" ADD CONSTRAINT "submitted_readings_invoice_id_invoices_id_fk" FOREIGN KEY ("invoice_id") REFERENCES "public"."invoices"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "leak_hints_open" ON "leak_hints" USING btree ("meter_id") WHERE "leak_hints"."closed_at" is null;--> statement-breakpoint
CREATE INDEX "leak_hints_customer" ON "leak_hints" USING btree ("customer_id","opened_at");--> statement-breakpoint
CREATE INDEX "reading_links_expiry" ON "reading_links" USING btree ("expires_at");--> statement-breakpoint
CREATE UNIQUE INDEX "reading_photos_ref" ON "reading_photos" USING btree ("ref");--> statement-breakpoint
CREATE INDEX "submitted_reading_states_submission" ON "submitted_reading_states" USING btree ("submission_id","id");--> statement-breakpoint
CREATE UNIQUE INDEX "submitted_readings_ref" ON "submitted_readings" USING btree ("ref");--> statement-breakpoint
CREATE UNIQUE INDEX "submitted_readings_form" ON "submitted_readings" USING btree ("form_key","meter_id");--> statement-breakpoint
CREATE UNIQUE INDEX "submitted_readings_day" ON "submitted_readings" USING btree ("meter_id","read_on") WHERE "submitted_readings"."state" not in ('rejected', 'withdrawn');--> statement-breakpoint
CREATE INDEX "submitted_readings_customer" ON "submitted_readings" USING btree ("customer_id","submitted_at");--> statement-breakpoint
CREATE INDEX "submitted_readings_review" ON "submitted_readings" USING btree ("submitted_at") WHERE "submitted_readings"."state" = 'in_review';--> statement-breakpoint
CREATE TRIGGER submitted_reading_states_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON submitted_reading_states
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
