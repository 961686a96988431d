CREATE INDEX "outbox_account" ON "outbox" USING btree ("account_id") WHERE "outbox"."account_id" is not null;--> statement-breakpoint
CREATE INDEX "outbox_attachments_invoice" ON "outbox_attachments" USING btree ("invoice_id") WHERE "outbox_attachments"."invoice_id" is not null;--> statement-breakpoint
CREATE INDEX "outbox_states_account" ON "outbox_states" USING btree ("account_id") WHERE "outbox_states"."account_id" is not null;--> statement-breakpoint
CREATE INDEX "invoices_contract" ON "invoices" USING btree ("contract_id");--> statement-breakpoint
CREATE INDEX "leak_hints_meter" ON "leak_hints" USING btree ("meter_id");--> statement-breakpoint
CREATE INDEX "submitted_readings_meter" ON "submitted_readings" USING btree ("meter_id");--> statement-breakpoint
CREATE INDEX "submitted_readings_invoice" ON "submitted_readings" USING btree ("invoice_id") WHERE "submitted_readings"."invoice_id" is not null;--> statement-breakpoint
CREATE INDEX "submitted_readings_account" ON "submitted_readings" USING btree ("account_id") WHERE "submitted_readings"."account_id" is not null;