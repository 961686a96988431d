CREATE TABLE "access_invitations" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "access_invitations_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"ref" text collate "C" DEFAULT public_ref() NOT NULL,
	"token_hash" text collate "C" NOT NULL,
	"customer_id" bigint NOT NULL,
	"invited_by" bigint NOT NULL,
	"email" text collate "C" NOT NULL,
	"scope" text collate "C" NOT NULL,
	"ends_on" date,
	"locale" text collate "C" NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"accepted_at" timestamp with time zone,
	"accepted_by" bigint,
	"withdrawn_at" timestamp with time zone,
	CONSTRAINT "access_invitations_scope" CHECK ("access_invitations"."scope" in ('see', 'readings', 'invoices', 'all'))
);
--> statement-breakpoint
ALTER TABLE "account_customers" ADD COLUMN "scope" text collate "C" DEFAULT 'all' NOT NULL;--> statement-breakpoint
ALTER TABLE "account_customers" ADD COLUMN "ends_on" date;--> statement-breakpoint
ALTER TABLE "account_customers" ADD COLUMN "shared_by" bigint;--> statement-breakpoint
ALTER TABLE "access_invitations" ADD CONSTRAINT "access_invitations_customer_id_customers_id_fk" FOREIGN KEY ("customer_id") REFERENCES "public"."customers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "access_invitations" ADD CONSTRAINT "access_invitations_invited_by_accounts_id_fk" FOREIGN KEY ("invited_by") REFERENCES "public"."accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "access_invitations" ADD CONSTRAINT "access_invitations_accepted_by_accounts_id_fk" FOREIGN KEY ("accepted_by") REFERENCES "public"."accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "access_invitations_ref" ON "access_invitations" USING btree ("ref");--> statement-breakpoint
CREATE UNIQUE INDEX "access_invitations_token" ON "access_invitations" USING btree ("token_hash");--> statement-breakpoint
CREATE INDEX "access_invitations_customer" ON "access_invitations" USING btree ("customer_id","created_at");--> statement-breakpoint
ALTER TABLE "account_customers" ADD CONSTRAINT "account_customers_sharer" FOREIGN KEY ("shared_by","customer_id") REFERENCES "public"."account_customers"("account_id","customer_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "account_customers_shared" ON "account_customers" USING btree ("shared_by","customer_id");--> statement-breakpoint
ALTER TABLE "account_customers" ADD CONSTRAINT "account_customers_scope" CHECK ("account_customers"."scope" in ('see', 'readings', 'invoices', 'all'));--> statement-breakpoint
ALTER TABLE "account_customers" ADD CONSTRAINT "account_customers_owner" CHECK ("account_customers"."shared_by" is not null or ("account_customers"."scope" = 'all' and "account_customers"."ends_on" is null));