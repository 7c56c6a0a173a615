-- CreateTable
CREATE TABLE "audits" (
    "organization_id" INTEGER NOT NULL,
    "id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "seed" INTEGER NOT NULL,
    "from_on" DATE NOT NULL,
    "to_on" DATE NOT NULL,
    "second_of" TEXT,
    "definitions" INTEGER NOT NULL,
    "flagged_total" INTEGER NOT NULL,
    "unflagged_total" INTEGER NOT NULL,
    "items" JSONB NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "finished_at" TIMESTAMPTZ(3),

    CONSTRAINT "audits_pkey" PRIMARY KEY ("organization_id","id")
);

-- CreateTable
CREATE TABLE "audit_answers" (
    "organization_id" INTEGER NOT NULL,
    "audit_id" TEXT NOT NULL,
    "item_key" TEXT NOT NULL,
    "answer" TEXT NOT NULL,
    "answered_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "audit_answers_pkey" PRIMARY KEY ("organization_id","audit_id","item_key")
);
