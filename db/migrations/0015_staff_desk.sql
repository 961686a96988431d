CREATE TABLE "terms_drafts" (
	"document" text collate "C" PRIMARY KEY NOT NULL,
	"version" text collate "C" NOT NULL,
	"effective_from" date NOT NULL,
	"body_pl" text collate "pl-x-icu" NOT NULL,
	"body_en" text collate "pl-x-icu" NOT NULL,
	"saved_at" timestamp with time zone NOT NULL,
	"account_id" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "case_draft_files" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "case_draft_files_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"case_id" bigint NOT NULL,
	"account_id" bigint NOT NULL,
	"filename" text collate "pl-x-icu" NOT NULL,
	"content_type" text collate "C" NOT NULL,
	"content" "bytea" NOT NULL,
	"size" integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE "case_drafts" (
	"case_id" bigint NOT NULL,
	"account_id" bigint NOT NULL,
	"text" text collate "pl-x-icu" NOT NULL,
	"asks" boolean NOT NULL,
	"seen_entry" bigint NOT NULL,
	"saved_at" timestamp with time zone NOT NULL,
	CONSTRAINT "case_drafts_key" PRIMARY KEY("case_id","account_id")
);
--> statement-breakpoint
CREATE TABLE "case_templates" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "case_templates_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"ref" text collate "C" DEFAULT public_ref() NOT NULL,
	"title" text collate "pl-x-icu" NOT NULL,
	"body_pl" text collate "pl-x-icu" NOT NULL,
	"body_en" text collate "pl-x-icu" NOT NULL,
	"saved_at" timestamp with time zone NOT NULL,
	"account_id" bigint NOT NULL,
	"withdrawn_at" timestamp with time zone
);
--> statement-breakpoint
ALTER TABLE "outbox_states" ADD COLUMN "note" text collate "pl-x-icu";--> statement-breakpoint
ALTER TABLE "terms_drafts" ADD CONSTRAINT "terms_drafts_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "case_draft_files" ADD CONSTRAINT "case_draft_files_draft" FOREIGN KEY ("case_id","account_id") REFERENCES "public"."case_drafts"("case_id","account_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "case_drafts" ADD CONSTRAINT "case_drafts_case_id_cases_id_fk" FOREIGN KEY ("case_id") REFERENCES "public"."cases"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "case_drafts" ADD CONSTRAINT "case_drafts_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "case_templates" ADD CONSTRAINT "case_templates_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "case_draft_files_of" ON "case_draft_files" USING btree ("case_id","account_id");--> statement-breakpoint
CREATE UNIQUE INDEX "case_templates_ref" ON "case_templates" USING btree ("ref");--> statement-breakpoint
CREATE INDEX "outbox_stuck" ON "outbox" USING btree ("id") WHERE "outbox"."state" in ('permanently_failed', 'unknown', 'suppressed');