CREATE TABLE "water_parameters" (
	"parameter" text collate "C" PRIMARY KEY NOT NULL,
	"name_pl" text collate "pl-x-icu" NOT NULL,
	"name_en" text collate "pl-x-icu" NOT NULL,
	"unit" text collate "pl-x-icu",
	"limit_min" numeric,
	"limit_max" numeric,
	"position" integer NOT NULL,
	CONSTRAINT "water_parameters_limits" CHECK ("water_parameters"."limit_min" <= "water_parameters"."limit_max")
);
--> statement-breakpoint
CREATE TABLE "water_test_values" (
	"test_id" bigint NOT NULL,
	"parameter" text collate "C" NOT NULL,
	"value" numeric NOT NULL,
	"below" boolean DEFAULT false NOT NULL,
	CONSTRAINT "water_test_values_key" PRIMARY KEY("test_id","parameter")
);
--> statement-breakpoint
CREATE TABLE "water_tests" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "water_tests_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"zone_id" bigint NOT NULL,
	"tested_on" date NOT NULL,
	"verdict" text collate "C" NOT NULL,
	"note_pl" text collate "pl-x-icu",
	"note_en" text collate "pl-x-icu",
	"laboratory" text collate "pl-x-icu",
	"hardness_mmol" numeric,
	"example" boolean DEFAULT false NOT NULL,
	CONSTRAINT "water_tests_verdict" CHECK ("water_tests"."verdict" in ('fit', 'conditional', 'unfit')),
	CONSTRAINT "water_tests_note" CHECK ("water_tests"."verdict" = 'fit' or ("water_tests"."note_pl" is not null and "water_tests"."note_en" is not null)),
	CONSTRAINT "water_tests_hardness" CHECK ("water_tests"."hardness_mmol" >= 0)
);
--> statement-breakpoint
CREATE TABLE "water_zone_places" (
	"zone_id" bigint NOT NULL,
	"city" text collate "pl-x-icu" NOT NULL,
	"street" text collate "pl-x-icu",
	CONSTRAINT "water_zone_places_key" UNIQUE NULLS NOT DISTINCT("city","street")
);
--> statement-breakpoint
CREATE TABLE "water_zones" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "water_zones_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"zone" text collate "C" NOT NULL,
	"name_pl" text collate "pl-x-icu" NOT NULL,
	"name_en" text collate "pl-x-icu" NOT NULL,
	"source_pl" text collate "pl-x-icu",
	"source_en" text collate "pl-x-icu",
	"position" integer NOT NULL,
	"example" boolean DEFAULT false NOT NULL,
	CONSTRAINT "water_zones_key_form" CHECK ("water_zones"."zone" ~ '^[a-z0-9-]+$')
);
--> statement-breakpoint
ALTER TABLE "water_test_values" ADD CONSTRAINT "water_test_values_test_id_water_tests_id_fk" FOREIGN KEY ("test_id") REFERENCES "public"."water_tests"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "water_test_values" ADD CONSTRAINT "water_test_values_parameter_water_parameters_parameter_fk" FOREIGN KEY ("parameter") REFERENCES "public"."water_parameters"("parameter") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "water_tests" ADD CONSTRAINT "water_tests_zone_id_water_zones_id_fk" FOREIGN KEY ("zone_id") REFERENCES "public"."water_zones"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "water_zone_places" ADD CONSTRAINT "water_zone_places_zone_id_water_zones_id_fk" FOREIGN KEY ("zone_id") REFERENCES "public"."water_zones"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "water_tests_zone" ON "water_tests" USING btree ("zone_id","tested_on");--> statement-breakpoint
CREATE INDEX "water_zone_places_zone" ON "water_zone_places" USING btree ("zone_id");--> statement-breakpoint
CREATE UNIQUE INDEX "water_zones_key" ON "water_zones" USING btree ("zone");