/**
 * The emulated AWS services (DynamoDB, SQS, S3), how they are provisioned from the template, and clients for them.
 * Functions reach them through the SDK only, as they do in AWS.
 */
package com.connectgain.infra.local.cloud;
