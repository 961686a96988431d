CREATE TABLE "form_documents" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "form_documents_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"ref" text collate "C" DEFAULT public_ref() NOT NULL,
	"document" text collate "C" NOT NULL,
	"category" text collate "C" NOT NULL,
	"title_pl" text collate "pl-x-icu" NOT NULL,
	"title_en" text collate "pl-x-icu" NOT NULL,
	"version" text collate "C" NOT NULL,
	"valid_from" date NOT NULL,
	"filename" text collate "pl-x-icu" NOT NULL,
	"content_type" text collate "C" NOT NULL,
	"content" "bytea" NOT NULL,
	"size" integer NOT NULL,
	"content_hash" text collate "C" NOT NULL,
	"published_at" timestamp with time zone NOT NULL,
	"published_by" bigint NOT NULL,
	"withdrawn_at" timestamp with time zone,
	"withdrawn_by" bigint,
	CONSTRAINT "form_documents_category" CHECK ("form_documents"."category" in ('contract', 'billing', 'meters', 'connection', 'other'))
);
--> statement-breakpoint
CREATE TABLE "move_out_readings" (
	"move_out_id" bigint NOT NULL,
	"meter_id" bigint NOT NULL,
	"value_l" bigint NOT NULL,
	"party_value_l" bigint,
	CONSTRAINT "move_out_readings_key" PRIMARY KEY("move_out_id","meter_id")
);
--> statement-breakpoint
CREATE TABLE "move_outs" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "move_outs_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"case_id" bigint NOT NULL,
	"customer_id" bigint NOT NULL,
	"service_point_id" bigint NOT NULL,
	"handed_over_on" date NOT NULL,
	"forwarding_street" text collate "pl-x-icu" NOT NULL,
	"forwarding_postal_code" text collate "C" NOT NULL,
	"forwarding_city" text collate "pl-x-icu" NOT NULL,
	"party_email" text collate "C",
	"token_hash" text collate "C",
	"token_expires_at" timestamp with time zone,
	"answered_at" timestamp with time zone,
	"answer" text collate "C",
	"party_note" text collate "pl-x-icu",
	"party_name" text collate "pl-x-icu",
	"party_phone" text collate "C",
	"party_wants_contract" boolean DEFAULT false NOT NULL,
	"answered_ip" text collate "C",
	CONSTRAINT "move_outs_answer" CHECK ("move_outs"."answer" in ('confirmed', 'objected')),
	CONSTRAINT "move_outs_answered" CHECK (("move_outs"."answer" is null) = ("move_outs"."answered_at" is null))
);
--> statement-breakpoint
ALTER TABLE "form_documents" ADD CONSTRAINT "form_documents_published_by_accounts_id_fk" FOREIGN KEY ("published_by") REFERENCES "public"."accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "form_documents" ADD CONSTRAINT "form_documents_withdrawn_by_accounts_id_fk" FOREIGN KEY ("withdrawn_by") REFERENCES "public"."accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "move_out_readings" ADD CONSTRAINT "move_out_readings_move_out_id_move_outs_id_fk" FOREIGN KEY ("move_out_id") REFERENCES "public"."move_outs"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "move_out_readings" ADD CONSTRAINT "move_out_readings_meter_id_meters_id_fk" FOREIGN KEY ("meter_id") REFERENCES "public"."meters"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "move_outs" ADD CONSTRAINT "move_outs_case_id_cases_id_fk" FOREIGN KEY ("case_id") REFERENCES "public"."cases"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "move_outs" ADD CONSTRAINT "move_outs_customer_id_customers_id_fk" FOREIGN KEY ("customer_id") REFERENCES "public"."customers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "move_outs" ADD CONSTRAINT "move_outs_service_point_id_service_points_id_fk" FOREIGN KEY ("service_point_id") REFERENCES "public"."service_points"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "form_documents_ref" ON "form_documents" USING btree ("ref");--> statement-breakpoint
CREATE UNIQUE INDEX "form_documents_version" ON "form_documents" USING btree ("document","version");--> statement-breakpoint
CREATE INDEX "form_documents_order" ON "form_documents" USING btree ("document","valid_from");--> statement-breakpoint
CREATE UNIQUE INDEX "move_outs_case" ON "move_outs" USING btree ("case_id");--> statement-breakpoint
CREATE UNIQUE INDEX "move_outs_token" ON "move_outs" USING btree ("token_hash");--> statement-breakpoint
CREATE INDEX "move_outs_customer" ON "move_outs" USING btree ("customer_id","service_point_id");