-- Counters of the last hour: nothing is lost with them.
TRUNCATE "limits";--> statement-breakpoint
ALTER TABLE "limits" DROP CONSTRAINT "limits_key";--> statement-breakpoint
ALTER TABLE "limits" ADD PRIMARY KEY ("bucket");--> statement-breakpoint
ALTER TABLE "limits" ADD COLUMN "full_at" timestamp with time zone NOT NULL;--> statement-breakpoint
CREATE INDEX "customers_plain_number" ON "customers" USING btree (upper(translate("customer_number", '- ', '')));--> statement-breakpoint
ALTER TABLE "limits" DROP COLUMN "window_start";--> statement-breakpoint
ALTER TABLE "limits" DROP COLUMN "count";