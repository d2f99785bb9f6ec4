/**
 * What tables do by themselves when their rows are written, one class per table. Only rules that follow from the rows
 * go here; whatever calls a provider, waits or notifies somebody hears of the change from the stream.
 */
package com.connectgain.shared.records.triggers;
