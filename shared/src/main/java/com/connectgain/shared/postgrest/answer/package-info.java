/** Results as HTTP answers: bodies, statuses, Content-Range, Preference-Applied, Location. */
package com.connectgain.shared.postgrest.answer;
