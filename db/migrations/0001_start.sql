CREATE TYPE "public"."reading_kind" AS ENUM('actual', 'estimated', 'customer', 'remote', 'install', 'removal');--> statement-breakpoint
CREATE TYPE "public"."reading_origin" AS ENUM('billing', 'portal');--> statement-breakpoint
CREATE TABLE "account_customers" (
	"account_id" bigint NOT NULL,
	"customer_id" bigint NOT NULL,
	"nickname" text collate "pl-x-icu",
	"source" text collate "C" NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "account_customers_key" PRIMARY KEY("account_id","customer_id")
);
--> statement-breakpoint
CREATE TABLE "accounts" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "accounts_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"email" text collate "C" NOT NULL,
	"password_hash" text collate "C",
	"password_must_change" boolean DEFAULT false NOT NULL,
	"password_expires_at" timestamp with time zone,
	"phone" text collate "C",
	"phone_verified_at" timestamp with time zone,
	"locale" text collate "C" DEFAULT 'pl' NOT NULL,
	"staff_role" text collate "C",
	"session_version" integer DEFAULT 1 NOT NULL,
	"disabled_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "accounts_role" CHECK ("accounts"."staff_role" in ('customer_service', 'billing', 'dispatcher', 'administrator', 'auditor'))
);
--> statement-breakpoint
CREATE TABLE "limits" (
	"bucket" text collate "C" NOT NULL,
	"window_start" timestamp with time zone NOT NULL,
	"count" integer NOT NULL,
	CONSTRAINT "limits_key" PRIMARY KEY("bucket","window_start")
);
--> statement-breakpoint
CREATE TABLE "registrations" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "registrations_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"token_hash" text collate "C" NOT NULL,
	"email" text collate "C" NOT NULL,
	"customer_id" bigint,
	"password_hash" text collate "C" NOT NULL,
	"terms_id" bigint NOT NULL,
	"accepted_at" timestamp with time zone NOT NULL,
	"ip" text collate "C" NOT NULL,
	"locale" text collate "C" NOT NULL,
	"code_hash" text collate "C" NOT NULL,
	"code_expires_at" timestamp with time zone NOT NULL,
	"tries" smallint DEFAULT 0 NOT NULL,
	"sends" smallint DEFAULT 1 NOT NULL,
	"completed_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "sessions" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"account_id" bigint NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"last_seen_at" timestamp with time zone DEFAULT now() NOT NULL,
	"ended_at" timestamp with time zone,
	"ip_prefix" text collate "C",
	"user_agent" text collate "pl-x-icu"
);
--> statement-breakpoint
CREATE TABLE "terms" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "terms_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"document" text collate "C" NOT NULL,
	"version" text collate "C" NOT NULL,
	"effective_from" date NOT NULL,
	"body_pl" text collate "pl-x-icu" NOT NULL,
	"body_en" text collate "pl-x-icu" NOT NULL,
	"text_hash" text collate "C" NOT NULL
);
--> statement-breakpoint
CREATE TABLE "terms_acceptances" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "terms_acceptances_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"account_id" bigint NOT NULL,
	"terms_id" bigint NOT NULL,
	"text_hash" text collate "C" NOT NULL,
	"accepted_at" timestamp with time zone NOT NULL,
	"ip" text collate "C" NOT NULL
);
--> statement-breakpoint
CREATE TABLE "audit_log" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "audit_log_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"at" timestamp with time zone DEFAULT now() NOT NULL,
	"account_id" bigint,
	"action" text collate "C" NOT NULL,
	"entity" text collate "C" NOT NULL,
	"details" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"ip" text collate "C"
);
--> statement-breakpoint
CREATE TABLE "imports" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "imports_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"source" text collate "pl-x-icu" NOT NULL,
	"started_at" timestamp with time zone NOT NULL,
	"finished_at" timestamp with time zone,
	"counts" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"rows" integer DEFAULT 0 NOT NULL
);
--> statement-breakpoint
CREATE TABLE "contracts" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "contracts_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"contract_number" text collate "C" NOT NULL,
	"customer_id" bigint NOT NULL,
	"service_point_id" bigint NOT NULL,
	"service" text collate "C" NOT NULL,
	"tariff_group" text collate "C",
	"signed_on" date NOT NULL,
	"starts_on" date NOT NULL,
	"ends_on" date,
	CONSTRAINT "contracts_service" CHECK ("contracts"."service" in ('water', 'sewage', 'water_sewage'))
);
--> statement-breakpoint
CREATE TABLE "customers" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "customers_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"customer_number" text collate "C" NOT NULL,
	"kind" text collate "C" NOT NULL,
	"name" text collate "pl-x-icu" NOT NULL,
	"nip" text collate "C",
	"email" text collate "C",
	"phone" text collate "C",
	"street" text collate "pl-x-icu",
	"building" text collate "pl-x-icu",
	"unit" text collate "pl-x-icu",
	"postal_code" text collate "C",
	"city" text collate "pl-x-icu" NOT NULL,
	"bank_account" text collate "C",
	"bank_account_before" text collate "C",
	"bank_account_changed_at" timestamp with time zone,
	"bank_account_confirmed_at" timestamp with time zone,
	CONSTRAINT "customers_kind" CHECK ("customers"."kind" in ('person', 'business'))
);
--> statement-breakpoint
CREATE TABLE "service_points" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "service_points_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"service_point_number" text collate "C" NOT NULL,
	"street" text collate "pl-x-icu",
	"building" text collate "pl-x-icu" NOT NULL,
	"unit" text collate "pl-x-icu",
	"postal_code" text collate "C" NOT NULL,
	"city" text collate "pl-x-icu" NOT NULL
);
--> statement-breakpoint
CREATE TABLE "tariffs" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "tariffs_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"tariff_group" text collate "C" NOT NULL,
	"item" text collate "C" NOT NULL,
	"valid_from" date NOT NULL,
	"valid_to" date,
	"net_price" numeric NOT NULL,
	"vat_rate" numeric NOT NULL,
	CONSTRAINT "tariffs_item" CHECK ("tariffs"."item" in ('water', 'sewage', 'subscription'))
);
--> statement-breakpoint
CREATE TABLE "outbox" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "outbox_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"ref" text collate "C" DEFAULT public_ref() NOT NULL,
	"kind" text collate "C" NOT NULL,
	"entity" text collate "C" NOT NULL,
	"occurrence" text collate "C" NOT NULL,
	"channel" text collate "C" NOT NULL,
	"recipient" text collate "C" NOT NULL,
	"account_id" bigint,
	"customer_id" bigint,
	"locale" text collate "C" NOT NULL,
	"subject" text collate "pl-x-icu",
	"body_text" text collate "pl-x-icu" NOT NULL,
	"body_html" text collate "pl-x-icu",
	"headers" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"state" text collate "C" DEFAULT 'queued' NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"expires_at" timestamp with time zone,
	"settled_at" timestamp with time zone,
	CONSTRAINT "outbox_channel" CHECK ("outbox"."channel" in ('email', 'sms'))
);
--> statement-breakpoint
CREATE TABLE "e_invoice_consents" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "e_invoice_consents_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"customer_id" bigint NOT NULL,
	"action" text collate "C" NOT NULL,
	"effective_on" date NOT NULL,
	"recorded_at" timestamp with time zone DEFAULT now() NOT NULL,
	"channel" text collate "C" NOT NULL,
	"source" text collate "C" NOT NULL,
	"delivery" text collate "C",
	"email" text collate "C",
	"account_id" bigint,
	"terms_version" text collate "C",
	"text_hash" text collate "C",
	"ip" text collate "C",
	CONSTRAINT "e_invoice_consents_action" CHECK ("e_invoice_consents"."action" in ('accepted', 'changed', 'withdrawn'))
);
--> statement-breakpoint
CREATE TABLE "notification_preferences" (
	"customer_id" bigint NOT NULL,
	"kind" text collate "C" NOT NULL,
	"channel" text collate "C" NOT NULL,
	"enabled" boolean NOT NULL,
	"decided_at" timestamp with time zone DEFAULT now() NOT NULL,
	"source" text collate "C" NOT NULL,
	CONSTRAINT "notification_preferences_key" PRIMARY KEY("customer_id","kind","channel"),
	CONSTRAINT "notification_preferences_channel" CHECK ("notification_preferences"."channel" in ('email', 'sms'))
);
--> statement-breakpoint
CREATE TABLE "invoice_corrections" (
	"invoice_id" bigint NOT NULL,
	"corrected_number" text collate "C" NOT NULL,
	"corrected_id" bigint,
	"corrected_ksef_number" text collate "C",
	CONSTRAINT "invoice_corrections_key" PRIMARY KEY("invoice_id","corrected_number")
);
--> statement-breakpoint
CREATE TABLE "invoice_documents" (
	"invoice_id" bigint NOT NULL,
	"kind" text collate "C" NOT NULL,
	"content" "bytea" NOT NULL,
	"sha256" text collate "C" NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "invoice_documents_key" PRIMARY KEY("invoice_id","kind"),
	CONSTRAINT "invoice_documents_kind" CHECK ("invoice_documents"."kind" in ('fa3_xml', 'billing_pdf', 'rendered_pdf'))
);
--> statement-breakpoint
CREATE TABLE "invoice_lines" (
	"invoice_id" bigint NOT NULL,
	"position" integer NOT NULL,
	"line_no" integer NOT NULL,
	"before" boolean DEFAULT false NOT NULL,
	"name" text collate "pl-x-icu" NOT NULL,
	"unit" text collate "pl-x-icu",
	"quantity" numeric,
	"net_price" numeric,
	"net_gr" bigint,
	"vat_rate" text collate "C",
	"meter_serial" text collate "C",
	"reading_from_l" bigint,
	"reading_to_l" bigint,
	CONSTRAINT "invoice_lines_key" PRIMARY KEY("invoice_id","position")
);
--> statement-breakpoint
CREATE TABLE "invoice_notes" (
	"invoice_id" bigint NOT NULL,
	"position" integer NOT NULL,
	"kind" text collate "C" NOT NULL,
	"line_no" integer,
	"key" text collate "pl-x-icu" NOT NULL,
	"value" text collate "pl-x-icu" NOT NULL,
	"amount_gr" bigint,
	CONSTRAINT "invoice_notes_key" PRIMARY KEY("invoice_id","position"),
	CONSTRAINT "invoice_notes_kind" CHECK ("invoice_notes"."kind" in ('description', 'charge', 'deduction', 'attachment'))
);
--> statement-breakpoint
CREATE TABLE "invoice_vat" (
	"invoice_id" bigint NOT NULL,
	"rate" text collate "C" NOT NULL,
	"net_gr" bigint NOT NULL,
	"vat_gr" bigint NOT NULL,
	CONSTRAINT "invoice_vat_key" PRIMARY KEY("invoice_id","rate")
);
--> statement-breakpoint
CREATE TABLE "invoices" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "invoices_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"ref" text collate "C" DEFAULT public_ref() NOT NULL,
	"invoice_number" text collate "C" NOT NULL,
	"customer_id" bigint NOT NULL,
	"contract_id" bigint,
	"issued_on" date NOT NULL,
	"sale_from" date,
	"sale_to" date,
	"due_on" date NOT NULL,
	"net_gr" bigint NOT NULL,
	"vat_gr" bigint NOT NULL,
	"gross_gr" bigint NOT NULL,
	"currency" text collate "C" DEFAULT 'PLN' NOT NULL,
	"kind" text collate "C",
	"is_correction" boolean DEFAULT false NOT NULL,
	"correction_reason" text collate "pl-x-icu",
	"ksef_number" text collate "C",
	"bank_account" text collate "C",
	"to_pay_gr" bigint,
	"first_imported_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "payments" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "payments_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"payment_id" text collate "C" NOT NULL,
	"customer_id" bigint NOT NULL,
	"booked_on" date NOT NULL,
	"amount_gr" bigint NOT NULL,
	"invoice_number" text collate "C",
	"title" text collate "pl-x-icu"
);
--> statement-breakpoint
CREATE TABLE "meters" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "meters_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"serial_number" text collate "C" NOT NULL,
	"service_point_id" bigint NOT NULL,
	"role" text collate "C" NOT NULL,
	"digits" smallint,
	"installed_on" date NOT NULL,
	"removed_on" date,
	"legalisation_valid_until" date,
	CONSTRAINT "meters_role" CHECK ("meters"."role" in ('main', 'additional'))
);
--> statement-breakpoint
CREATE TABLE "readings" (
	"meter_id" bigint NOT NULL,
	"read_at" timestamp with time zone NOT NULL,
	"value_l" bigint NOT NULL,
	"kind" "reading_kind" NOT NULL,
	"origin" "reading_origin" DEFAULT 'billing' NOT NULL,
	CONSTRAINT "readings_key" PRIMARY KEY("meter_id","read_at")
);
--> statement-breakpoint
ALTER TABLE "account_customers" ADD CONSTRAINT "account_customers_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "account_customers" ADD CONSTRAINT "account_customers_customer_id_customers_id_fk" FOREIGN KEY ("customer_id") REFERENCES "public"."customers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "registrations" ADD CONSTRAINT "registrations_customer_id_customers_id_fk" FOREIGN KEY ("customer_id") REFERENCES "public"."customers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "registrations" ADD CONSTRAINT "registrations_terms_id_terms_id_fk" FOREIGN KEY ("terms_id") REFERENCES "public"."terms"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sessions" ADD CONSTRAINT "sessions_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "terms_acceptances" ADD CONSTRAINT "terms_acceptances_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "terms_acceptances" ADD CONSTRAINT "terms_acceptances_terms_id_terms_id_fk" FOREIGN KEY ("terms_id") REFERENCES "public"."terms"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "audit_log" ADD CONSTRAINT "audit_log_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "contracts" ADD CONSTRAINT "contracts_customer_id_customers_id_fk" FOREIGN KEY ("customer_id") REFERENCES "public"."customers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "contracts" ADD CONSTRAINT "contracts_service_point_id_service_points_id_fk" FOREIGN KEY ("service_point_id") REFERENCES "public"."service_points"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "outbox" ADD CONSTRAINT "outbox_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "outbox" ADD CONSTRAINT "outbox_customer_id_customers_id_fk" FOREIGN KEY ("customer_id") REFERENCES "public"."customers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "e_invoice_consents" ADD CONSTRAINT "e_invoice_consents_customer_id_customers_id_fk" FOREIGN KEY ("customer_id") REFERENCES "public"."customers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "e_invoice_consents" ADD CONSTRAINT "e_invoice_consents_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "notification_preferences" ADD CONSTRAINT "notification_preferences_customer_id_customers_id_fk" FOREIGN KEY ("customer_id") REFERENCES "public"."customers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "invoice_corrections" ADD CONSTRAINT "invoice_corrections_invoice_id_invoices_id_fk" FOREIGN KEY ("invoice_id") REFERENCES "public"."invoices"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "invoice_corrections" ADD CONSTRAINT "invoice_corrections_corrected_id_invoices_id_fk" FOREIGN KEY ("corrected_id") REFERENCES "public"."invoices"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "invoice_documents" ADD CONSTRAINT "invoice_documents_invoice_id_invoices_id_fk" FOREIGN KEY ("invoice_id") REFERENCES "public"."invoices"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "invoice_lines" ADD CONSTRAINT "invoice_lines_invoice_id_invoices_id_fk" FOREIGN KEY ("invoice_id") REFERENCES "public"."invoices"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "invoice_notes" ADD CONSTRAINT "invoice_notes_invoice_id_invoices_id_fk" FOREIGN KEY ("invoice_id") REFERENCES "public"."invoices"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "invoice_vat" ADD CONSTRAINT "invoice_vat_invoice_id_invoices_id_fk" FOREIGN KEY ("invoice_id") REFERENCES "public"."invoices"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "invoices" ADD CONSTRAINT "invoices_customer_id_customers_id_fk" FOREIGN KEY ("customer_id") REFERENCES "public"."customers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "invoices" ADD CONSTRAINT "invoices_contract_id_contracts_id_fk" FOREIGN KEY ("contract_id") REFERENCES "public"."contracts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "payments" ADD CONSTRAINT "payments_customer_id_customers_id_fk" FOREIGN KEY ("customer_id") REFERENCES "public"."customers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "meters" ADD CONSTRAINT "meters_service_point_id_service_points_id_fk" FOREIGN KEY ("service_point_id") REFERENCES "public"."service_points"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "account_customers_customer" ON "account_customers" USING btree ("customer_id");--> statement-breakpoint
CREATE UNIQUE INDEX "accounts_email" ON "accounts" USING btree ("email");--> statement-breakpoint
CREATE UNIQUE INDEX "registrations_token" ON "registrations" USING btree ("token_hash");--> statement-breakpoint
CREATE INDEX "registrations_expiry" ON "registrations" USING btree ("code_expires_at");--> statement-breakpoint
CREATE INDEX "sessions_account" ON "sessions" USING btree ("account_id","created_at");--> statement-breakpoint
CREATE UNIQUE INDEX "terms_version" ON "terms" USING btree ("document","version");--> statement-breakpoint
CREATE INDEX "terms_acceptances_account" ON "terms_acceptances" USING btree ("account_id","terms_id");--> statement-breakpoint
CREATE INDEX "audit_log_at" ON "audit_log" USING btree ("at");--> statement-breakpoint
CREATE INDEX "audit_log_entity" ON "audit_log" USING btree ("entity","at");--> statement-breakpoint
CREATE INDEX "imports_started" ON "imports" USING btree ("started_at");--> statement-breakpoint
CREATE UNIQUE INDEX "contracts_number" ON "contracts" USING btree ("contract_number");--> statement-breakpoint
CREATE INDEX "contracts_customer" ON "contracts" USING btree ("customer_id");--> statement-breakpoint
CREATE INDEX "contracts_service_point" ON "contracts" USING btree ("service_point_id");--> statement-breakpoint
CREATE UNIQUE INDEX "customers_number" ON "customers" USING btree ("customer_number");--> statement-breakpoint
CREATE INDEX "customers_nip" ON "customers" USING btree ("nip");--> statement-breakpoint
CREATE UNIQUE INDEX "service_points_number" ON "service_points" USING btree ("service_point_number");--> statement-breakpoint
CREATE UNIQUE INDEX "tariffs_key" ON "tariffs" USING btree ("tariff_group","item","valid_from");--> statement-breakpoint
CREATE UNIQUE INDEX "outbox_ref" ON "outbox" USING btree ("ref");--> statement-breakpoint
CREATE UNIQUE INDEX "outbox_key" ON "outbox" USING btree ("kind","entity","occurrence","channel","recipient");--> statement-breakpoint
CREATE INDEX "outbox_created" ON "outbox" USING btree ("created_at");--> statement-breakpoint
CREATE INDEX "e_invoice_consents_customer" ON "e_invoice_consents" USING btree ("customer_id","effective_on");--> statement-breakpoint
CREATE UNIQUE INDEX "e_invoice_consents_import" ON "e_invoice_consents" USING btree ("customer_id","action","effective_on") WHERE "e_invoice_consents"."source" = 'import';--> statement-breakpoint
CREATE INDEX "invoice_corrections_number" ON "invoice_corrections" USING btree ("corrected_number");--> statement-breakpoint
CREATE INDEX "invoice_corrections_corrected" ON "invoice_corrections" USING btree ("corrected_id");--> statement-breakpoint
CREATE INDEX "invoice_lines_meter" ON "invoice_lines" USING btree ("meter_serial");--> statement-breakpoint
CREATE UNIQUE INDEX "invoices_ref" ON "invoices" USING btree ("ref");--> statement-breakpoint
CREATE UNIQUE INDEX "invoices_number" ON "invoices" USING btree ("invoice_number");--> statement-breakpoint
CREATE INDEX "invoices_customer" ON "invoices" USING btree ("customer_id","issued_on");--> statement-breakpoint
CREATE INDEX "invoices_due" ON "invoices" USING btree ("due_on");--> statement-breakpoint
CREATE UNIQUE INDEX "payments_key" ON "payments" USING btree ("payment_id");--> statement-breakpoint
CREATE INDEX "payments_customer" ON "payments" USING btree ("customer_id","booked_on");--> statement-breakpoint
CREATE UNIQUE INDEX "meters_serial" ON "meters" USING btree ("serial_number");--> statement-breakpoint
CREATE INDEX "meters_service_point" ON "meters" USING btree ("service_point_id");