CREATE TABLE "announcement_areas" (
	"announcement_id" bigint NOT NULL,
	"position" integer NOT NULL,
	"city" text collate "pl-x-icu" NOT NULL,
	"street" text collate "pl-x-icu",
	"from_number" text collate "pl-x-icu",
	"to_number" text collate "pl-x-icu",
	"side" text collate "C" DEFAULT 'both' NOT NULL,
	CONSTRAINT "announcement_areas_key" PRIMARY KEY("announcement_id","position"),
	CONSTRAINT "announcement_areas_side" CHECK ("announcement_areas"."side" in ('both', 'odd', 'even'))
);
--> statement-breakpoint
CREATE TABLE "announcement_updates" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "announcement_updates_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"announcement_id" bigint NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"text_pl" text collate "pl-x-icu" NOT NULL,
	"text_en" text collate "pl-x-icu",
	"ends_at" timestamp with time zone,
	"account_id" bigint
);
--> statement-breakpoint
CREATE TABLE "announcements" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "announcements_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"ref" text collate "C" DEFAULT public_ref() NOT NULL,
	"kind" text collate "C" NOT NULL,
	"emergency" boolean DEFAULT false NOT NULL,
	"title_pl" text collate "pl-x-icu" NOT NULL,
	"title_en" text collate "pl-x-icu",
	"cause_pl" text collate "pl-x-icu" NOT NULL,
	"cause_en" text collate "pl-x-icu",
	"starts_at" timestamp with time zone NOT NULL,
	"ends_at" timestamp with time zone,
	"tanker" text collate "pl-x-icu",
	"published_at" timestamp with time zone,
	"ended_at" timestamp with time zone,
	"created_at" timestamp with time zone NOT NULL,
	"created_by" bigint,
	CONSTRAINT "announcements_kind" CHECK ("announcements"."kind" in ('failure', 'planned'))
);
--> statement-breakpoint
CREATE TABLE "case_attachments" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "case_attachments_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"ref" text collate "C" DEFAULT public_ref() NOT NULL,
	"entry_id" bigint NOT NULL,
	"filename" text collate "pl-x-icu" NOT NULL,
	"content_type" text collate "C" NOT NULL,
	"content" "bytea" NOT NULL,
	"size" integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE "case_entries" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "case_entries_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"case_id" bigint NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"author" text collate "C" NOT NULL,
	"account_id" bigint,
	"text" text collate "pl-x-icu" NOT NULL,
	"internal" boolean DEFAULT false NOT NULL
);
--> statement-breakpoint
CREATE TABLE "case_states" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "case_states_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"case_id" bigint NOT NULL,
	"state" text collate "C" NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"account_id" bigint
);
--> statement-breakpoint
CREATE TABLE "cases" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "cases_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"ref" text collate "C" DEFAULT public_ref() NOT NULL,
	"kind" text collate "C" NOT NULL,
	"customer_id" bigint,
	"account_id" bigint,
	"name" text collate "pl-x-icu",
	"email" text collate "C",
	"phone" text collate "C",
	"secret_hash" text collate "C",
	"locale" text collate "C" NOT NULL,
	"fields" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"invoice_id" bigint,
	"state" text collate "C" DEFAULT 'new' NOT NULL,
	"channel" text collate "C" NOT NULL,
	"form_key" text collate "C" NOT NULL,
	"received_at" timestamp with time zone NOT NULL,
	"answer_by" date,
	"late" boolean DEFAULT false NOT NULL,
	"assigned_to" bigint,
	"ip" text collate "C" NOT NULL,
	CONSTRAINT "cases_state" CHECK ("cases"."state" in ('new', 'received', 'in_progress', 'waiting_for_customer', 'answered', 'closed'))
);
--> statement-breakpoint
ALTER TABLE "announcement_areas" ADD CONSTRAINT "announcement_areas_announcement_id_announcements_id_fk" FOREIGN KEY ("announcement_id") REFERENCES "public"."announcements"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "announcement_updates" ADD CONSTRAINT "announcement_updates_announcement_id_announcements_id_fk" FOREIGN KEY ("announcement_id") REFERENCES "public"."announcements"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "announcement_updates" ADD CONSTRAINT "announcement_updates_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "announcements" ADD CONSTRAINT "announcements_created_by_accounts_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "case_attachments" ADD CONSTRAINT "case_attachments_entry_id_case_entries_id_fk" FOREIGN KEY ("entry_id") REFERENCES "public"."case_entries"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "case_entries" ADD CONSTRAINT "case_entries_case_id_cases_id_fk" FOREIGN KEY ("case_id") REFERENCES "public"."cases"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "case_entries" ADD CONSTRAINT "case_entries_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "case_states" ADD CONSTRAINT "case_states_case_id_cases_id_fk" FOREIGN KEY ("case_id") REFERENCES "public"."cases"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "case_states" ADD CONSTRAINT "case_states_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "cases" ADD CONSTRAINT "cases_customer_id_customers_id_fk" FOREIGN KEY ("customer_id") REFERENCES "public"."customers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "cases" ADD CONSTRAINT "cases_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "cases" ADD CONSTRAINT "cases_invoice_id_invoices_id_fk" FOREIGN KEY ("invoice_id") REFERENCES "public"."invoices"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "cases" ADD CONSTRAINT "cases_assigned_to_accounts_id_fk" FOREIGN KEY ("assigned_to") REFERENCES "public"."accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "announcement_areas_city" ON "announcement_areas" USING btree ("city");--> statement-breakpoint
CREATE INDEX "announcement_updates_announcement" ON "announcement_updates" USING btree ("announcement_id","id");--> statement-breakpoint
CREATE UNIQUE INDEX "announcements_ref" ON "announcements" USING btree ("ref");--> statement-breakpoint
CREATE INDEX "announcements_published" ON "announcements" USING btree ("published_at");--> statement-breakpoint
CREATE UNIQUE INDEX "case_attachments_ref" ON "case_attachments" USING btree ("ref");--> statement-breakpoint
CREATE INDEX "case_attachments_entry" ON "case_attachments" USING btree ("entry_id");--> statement-breakpoint
CREATE INDEX "case_entries_case" ON "case_entries" USING btree ("case_id","id");--> statement-breakpoint
CREATE INDEX "case_states_case" ON "case_states" USING btree ("case_id","id");--> statement-breakpoint
CREATE UNIQUE INDEX "cases_ref" ON "cases" USING btree ("ref");--> statement-breakpoint
CREATE UNIQUE INDEX "cases_form" ON "cases" USING btree ("form_key");--> statement-breakpoint
CREATE INDEX "cases_customer" ON "cases" USING btree ("customer_id","received_at");--> statement-breakpoint
CREATE INDEX "cases_open" ON "cases" USING btree ("answer_by") WHERE "cases"."state" not in ('answered', 'closed');--> statement-breakpoint
CREATE INDEX "cases_invoice" ON "cases" USING btree ("invoice_id");