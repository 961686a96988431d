CREATE TABLE "import_before" (
	"import_id" bigint NOT NULL,
	"kept" text collate "C" NOT NULL,
	"row_id" bigint NOT NULL,
	"before" jsonb,
	CONSTRAINT "import_before_key" PRIMARY KEY("import_id","kept","row_id")
);
--> statement-breakpoint
CREATE TABLE "import_before_readings" (
	"import_id" bigint NOT NULL,
	"meter_id" bigint NOT NULL,
	"read_at" timestamp with time zone NOT NULL,
	"value_l" bigint NOT NULL,
	"kind" "reading_kind" NOT NULL,
	CONSTRAINT "import_before_readings_key" PRIMARY KEY("import_id","meter_id","read_at")
);
--> statement-breakpoint
CREATE TABLE "import_run_changes" (
	"run_id" bigint NOT NULL,
	"file" text collate "C" NOT NULL,
	"kind" text collate "C" NOT NULL,
	"no" integer NOT NULL,
	"key" text collate "pl-x-icu" NOT NULL,
	"fields" jsonb NOT NULL,
	CONSTRAINT "import_run_changes_key" PRIMARY KEY("run_id","file","kind","no")
);
--> statement-breakpoint
CREATE TABLE "import_run_errors" (
	"run_id" bigint NOT NULL,
	"no" integer NOT NULL,
	"file" text collate "pl-x-icu" NOT NULL,
	"line" integer,
	"column_name" text collate "pl-x-icu",
	"value" text collate "pl-x-icu",
	"code" text collate "C" NOT NULL,
	"params" jsonb NOT NULL,
	CONSTRAINT "import_run_errors_key" PRIMARY KEY("run_id","no")
);
--> statement-breakpoint
CREATE TABLE "import_runs" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "import_runs_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"ref" text collate "C" DEFAULT public_ref() NOT NULL,
	"account_id" bigint,
	"source" text collate "pl-x-icu" NOT NULL,
	"bytes" bigint,
	"state" text collate "C" NOT NULL,
	"attempt" integer DEFAULT 0 NOT NULL,
	"progress" jsonb,
	"alive_at" timestamp with time zone,
	"counts" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"rejected" integer DEFAULT 0 NOT NULL,
	"fault" text collate "C",
	"import_id" bigint,
	"created_at" timestamp with time zone NOT NULL,
	"checked_at" timestamp with time zone,
	"applied_at" timestamp with time zone,
	"undone_at" timestamp with time zone,
	CONSTRAINT "import_runs_state" CHECK ("import_runs"."state" in ('checking', 'checked', 'refused', 'discarded', 'applying', 'applied', 'undoing', 'undone'))
);
--> statement-breakpoint
ALTER TABLE "imports" ADD COLUMN "own" jsonb;--> statement-breakpoint
ALTER TABLE "import_before" ADD CONSTRAINT "import_before_import_id_imports_id_fk" FOREIGN KEY ("import_id") REFERENCES "public"."imports"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "import_before_readings" ADD CONSTRAINT "import_before_readings_import_id_imports_id_fk" FOREIGN KEY ("import_id") REFERENCES "public"."imports"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "import_run_changes" ADD CONSTRAINT "import_run_changes_run_id_import_runs_id_fk" FOREIGN KEY ("run_id") REFERENCES "public"."import_runs"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "import_run_errors" ADD CONSTRAINT "import_run_errors_run_id_import_runs_id_fk" FOREIGN KEY ("run_id") REFERENCES "public"."import_runs"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "import_runs" ADD CONSTRAINT "import_runs_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "import_runs" ADD CONSTRAINT "import_runs_import_id_imports_id_fk" FOREIGN KEY ("import_id") REFERENCES "public"."imports"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "import_runs_ref" ON "import_runs" USING btree ("ref");--> statement-breakpoint
CREATE INDEX "import_runs_created" ON "import_runs" USING btree ("created_at");--> statement-breakpoint
INSERT INTO "import_runs" ("source", "state", "counts", "import_id", "created_at", "applied_at")
  SELECT "source", 'applied', "counts", "id", "started_at", coalesce("finished_at", "started_at") FROM "imports";
--> statement-breakpoint
-- Declarations that the billing system told of go when its import is undone, in that transaction alone; what people
-- declared in the portal or on paper stands, whoever asks.
CREATE FUNCTION refuse_change_unless_undone() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.source = 'import' AND current_setting('ibok.undoing_import', true) = 'yes' THEN
    RETURN OLD;
  END IF;
  RAISE EXCEPTION 'append only: % on % is refused', TG_OP, TG_TABLE_NAME USING ERRCODE = 'insufficient_privilege';
END
$$;
--> statement-breakpoint
DROP TRIGGER e_invoice_consents_append_only ON e_invoice_consents;
--> statement-breakpoint
CREATE TRIGGER e_invoice_consents_append_only BEFORE UPDATE OR TRUNCATE ON e_invoice_consents
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER e_invoice_consents_kept BEFORE DELETE ON e_invoice_consents
  FOR EACH ROW EXECUTE FUNCTION refuse_change_unless_undone();
