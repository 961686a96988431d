CREATE TABLE "cron_runs" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "cron_runs_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"job" text collate "C" NOT NULL,
	"started_at" timestamp with time zone NOT NULL,
	"finished_at" timestamp with time zone,
	"counts" jsonb DEFAULT '{}'::jsonb NOT NULL
);
--> statement-breakpoint
CREATE TABLE "delivery_pauses" (
	"channel" text collate "C" PRIMARY KEY NOT NULL,
	"since" timestamp with time zone NOT NULL,
	"reason" text collate "C" NOT NULL,
	"account_id" bigint
);
--> statement-breakpoint
CREATE TABLE "outbox_attachments" (
	"outbox_id" bigint NOT NULL,
	"position" integer NOT NULL,
	"filename" text collate "pl-x-icu" NOT NULL,
	"content_type" text collate "C" NOT NULL,
	"invoice_id" bigint,
	"content" "bytea",
	"sha256" text collate "C",
	CONSTRAINT "outbox_attachments_key" PRIMARY KEY("outbox_id","position"),
	CONSTRAINT "outbox_attachments_source" CHECK (("outbox_attachments"."invoice_id" is null) <> ("outbox_attachments"."content" is null))
);
--> statement-breakpoint
CREATE TABLE "outbox_batches" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"sender" text collate "C" NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"first_attempt_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "outbox_states" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "outbox_states_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"outbox_id" bigint NOT NULL,
	"state" text collate "C" NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"attempt" integer NOT NULL,
	"reason" text collate "C",
	"source" text collate "C" NOT NULL,
	"account_id" bigint
);
--> statement-breakpoint
CREATE TABLE "provider_health" (
	"provider" text collate "C" PRIMARY KEY NOT NULL,
	"failures" integer DEFAULT 0 NOT NULL,
	"open_until" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "suppressions" (
	"channel" text collate "C" NOT NULL,
	"recipient" text collate "C" NOT NULL,
	"reason" text collate "C" NOT NULL,
	"since" timestamp with time zone NOT NULL,
	"outbox_id" bigint,
	CONSTRAINT "suppressions_key" PRIMARY KEY("channel","recipient")
);
--> statement-breakpoint
CREATE TABLE "webhook_events" (
	"provider" text collate "C" NOT NULL,
	"event_id" text collate "C" NOT NULL,
	"type" text collate "C" NOT NULL,
	"received_at" timestamp with time zone NOT NULL,
	"outbox_id" bigint,
	"details" jsonb NOT NULL,
	CONSTRAINT "webhook_events_key" PRIMARY KEY("provider","event_id")
);
--> statement-breakpoint
CREATE TABLE "consent_scans" (
	"consent_id" bigint PRIMARY KEY NOT NULL,
	"filename" text collate "pl-x-icu" NOT NULL,
	"content_type" text collate "C" NOT NULL,
	"content" "bytea" NOT NULL,
	"sha256" text collate "C" NOT NULL
);
--> statement-breakpoint
CREATE TABLE "notification_choices" (
	"account_id" bigint NOT NULL,
	"customer_id" bigint NOT NULL,
	"kind" text collate "C" NOT NULL,
	"channel" text collate "C" NOT NULL,
	"enabled" boolean NOT NULL,
	"decided_at" timestamp with time zone NOT NULL,
	"source" text collate "C" NOT NULL,
	CONSTRAINT "notification_choices_key" PRIMARY KEY("account_id","customer_id","kind","channel"),
	CONSTRAINT "notification_choices_channel" CHECK ("notification_choices"."channel" in ('email', 'sms'))
);
--> statement-breakpoint
ALTER TABLE "account_tokens" DROP CONSTRAINT "account_tokens_purpose";--> statement-breakpoint
ALTER TABLE "account_tokens" ADD COLUMN "phone" text collate "C";--> statement-breakpoint
ALTER TABLE "outbox" ADD COLUMN "reason" text collate "C";--> statement-breakpoint
ALTER TABLE "outbox" ADD COLUMN "attempts" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "outbox" ADD COLUMN "due_at" timestamp with time zone DEFAULT now() NOT NULL;--> statement-breakpoint
ALTER TABLE "outbox" ADD COLUMN "lease_until" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "outbox" ADD COLUMN "lease_token" uuid;--> statement-breakpoint
ALTER TABLE "outbox" ADD COLUMN "first_attempt_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "outbox" ADD COLUMN "last_attempt_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "outbox" ADD COLUMN "batch_id" uuid;--> statement-breakpoint
ALTER TABLE "outbox" ADD COLUMN "provider_id" text collate "C";--> statement-breakpoint
ALTER TABLE "outbox" ADD COLUMN "segments" integer;--> statement-breakpoint
ALTER TABLE "delivery_pauses" ADD CONSTRAINT "delivery_pauses_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "outbox_attachments" ADD CONSTRAINT "outbox_attachments_outbox_id_outbox_id_fk" FOREIGN KEY ("outbox_id") REFERENCES "public"."outbox"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "outbox_attachments" ADD CONSTRAINT "outbox_attachments_invoice_id_invoices_id_fk" FOREIGN KEY ("invoice_id") REFERENCES "public"."invoices"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "outbox_states" ADD CONSTRAINT "outbox_states_outbox_id_outbox_id_fk" FOREIGN KEY ("outbox_id") REFERENCES "public"."outbox"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "outbox_states" ADD CONSTRAINT "outbox_states_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "suppressions" ADD CONSTRAINT "suppressions_outbox_id_outbox_id_fk" FOREIGN KEY ("outbox_id") REFERENCES "public"."outbox"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "webhook_events" ADD CONSTRAINT "webhook_events_outbox_id_outbox_id_fk" FOREIGN KEY ("outbox_id") REFERENCES "public"."outbox"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "consent_scans" ADD CONSTRAINT "consent_scans_consent_id_e_invoice_consents_id_fk" FOREIGN KEY ("consent_id") REFERENCES "public"."e_invoice_consents"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "notification_choices" ADD CONSTRAINT "notification_choices_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "notification_choices" ADD CONSTRAINT "notification_choices_customer_id_customers_id_fk" FOREIGN KEY ("customer_id") REFERENCES "public"."customers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "cron_runs_job" ON "cron_runs" USING btree ("job","started_at");--> statement-breakpoint
CREATE INDEX "outbox_states_outbox" ON "outbox_states" USING btree ("outbox_id","id");--> statement-breakpoint
CREATE INDEX "webhook_events_received" ON "webhook_events" USING btree ("received_at");--> statement-breakpoint
CREATE INDEX "notification_choices_customer" ON "notification_choices" USING btree ("customer_id");--> statement-breakpoint
ALTER TABLE "outbox" ADD CONSTRAINT "outbox_batch_id_outbox_batches_id_fk" FOREIGN KEY ("batch_id") REFERENCES "public"."outbox_batches"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "outbox_due" ON "outbox" USING btree ("channel","due_at","id") WHERE "outbox"."state" in ('queued', 'temporarily_failed');--> statement-breakpoint
CREATE INDEX "outbox_open" ON "outbox" USING btree ("state","lease_until") WHERE "outbox"."state" in ('sending', 'unknown');--> statement-breakpoint
CREATE INDEX "outbox_provider" ON "outbox" USING btree ("provider_id") WHERE "outbox"."provider_id" is not null;--> statement-breakpoint
CREATE INDEX "outbox_customer" ON "outbox" USING btree ("customer_id","created_at");--> statement-breakpoint
CREATE INDEX "outbox_entity" ON "outbox" USING btree ("entity","kind");--> statement-breakpoint
CREATE INDEX "outbox_sms_day" ON "outbox" USING btree ("last_attempt_at") WHERE "outbox"."channel" = 'sms' and "outbox"."last_attempt_at" is not null;--> statement-breakpoint
ALTER TABLE "account_tokens" ADD CONSTRAINT "account_tokens_purpose" CHECK ("account_tokens"."purpose" in ('password_reset', 'activation', 'email_change', 'add_customer', 'phone_change', 'e_invoice_email'));--> statement-breakpoint
ALTER TABLE "outbox" ADD CONSTRAINT "outbox_state" CHECK ("outbox"."state" in ('queued', 'sending', 'sent', 'delivered', 'temporarily_failed', 'permanently_failed', 'unknown', 'suppressed', 'cancelled', 'expired'));