-- CreateTable
CREATE TABLE "set_aside_pull_requests" (
    "organization_id" INTEGER NOT NULL,
    "pull_request_id" TEXT NOT NULL,
    "step" TEXT NOT NULL,
    "repository_id" TEXT NOT NULL,
    "number" BIGINT NOT NULL,
    "reason" TEXT NOT NULL,
    "derived_with" TEXT,

    CONSTRAINT "set_aside_pull_requests_pkey" PRIMARY KEY ("organization_id","pull_request_id","step")
);
