-- CreateTable
CREATE TABLE "branch_rule_snapshots" (
    "organization_id" INTEGER NOT NULL,
    "repository_id" TEXT NOT NULL,
    "branch" TEXT NOT NULL,
    "read_at" TIMESTAMPTZ(3) NOT NULL,
    "seen_at" TIMESTAMPTZ(3) NOT NULL,
    "approvals" INTEGER,
    "contexts" JSONB,
    "sources" TEXT[],

    CONSTRAINT "branch_rule_snapshots_pkey" PRIMARY KEY ("organization_id","repository_id","branch","read_at")
);
