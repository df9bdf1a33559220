package io.tributary.api.credits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.tributary.schemas.ProblemException;
import io.tributary.topologies.credits.WalletPolicy;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

class PolicyRequestTest {
  private static final String CAP = "{'id':'c','window':'day','limit':1}";
  private static final String TOP_UP = "'threshold':1,'creditAmount':1";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          'overdraft':-1                                                          | overdraft
          'caps':[null]                                                           | caps[0]
          'caps':[{'window':'day','limit':1}]                                     | caps[0].id
          'caps':[{'id':'c','limit':1}]                                           | caps[0].window
          'caps':[{'id':'c','window':'year','limit':1}]                           | caps[0].window
          'caps':[{'id':'c','window':'day'}]                                      | caps[0].limit
          'caps':[{'id':'c','window':'day','limit':-1}]                           | caps[0].limit
          'caps':[{'id':'c','window':'day','limit':1,'userId':'u','perUser':true}]| caps[0].userId
          'caps':[{'id':'c','window':'day','limit':1,'operationCode':' '}]        | caps[0].operationCode
          'caps':[{'id':'c','window':'day','limit':1},{'id':'c','window':'hour','limit':1}] | caps[1].id
          'alerts':[{'id':'a'}]                                                   | alerts[0].threshold
          'alerts':[{'id':'a','threshold':1,'percentOfGranted':1}]                | alerts[0].threshold
          'alerts':[{'id':'a','threshold':-1}]                                    | alerts[0].threshold
          'alerts':[{'id':'a','percentOfGranted':100}]                            | alerts[0].percentOfGranted
          'alerts':[{'id':'a','threshold':1},{'id':'a','threshold':2}]            | alerts[1].id
          'topUp':{'creditAmount':1}                                              | topUp.threshold
          'topUp':{'threshold':1,'creditAmount':0}                                | topUp.creditAmount
          'topUp':{'threshold':1,'creditAmount':1,'maxPending':11}                | topUp.maxPending
          'topUp':{'threshold':1,'creditAmount':1,'expiresAfterSeconds':59}       | topUp.expiresAfterSeconds
          """)
  void namesTheFieldThatIsWrong(String json, String field) {
    ProblemException problem = catchThrowableOfType(ProblemException.class, () -> read(json).toPolicy());
    assertThat(problem.field()).isEqualTo(field);
  }

  @Test
  void countsCapsAndAlerts() {
    String caps = IntStream.rangeClosed(0, 32).mapToObj(i -> CAP.replace("'c'", "'c" + i + "'")).collect(Collectors.joining(","));
    assertThat(catchThrowableOfType(ProblemException.class, () -> read("'caps':[" + caps + "]").toPolicy()).field())
        .isEqualTo("caps");
    String alerts =
        IntStream.rangeClosed(0, 16).mapToObj(i -> "{'id':'" + i + "','threshold':1}").collect(Collectors.joining(","));
    assertThat(catchThrowableOfType(ProblemException.class, () -> read("'alerts':[" + alerts + "]").toPolicy()).field())
        .isEqualTo("alerts");
  }

  @Test
  void whatIsAbsentHasItsDefault() {
    assertThat(read("'caps':null").toPolicy()).isEqualTo(WalletPolicy.NONE);
    WalletPolicy policy = read("'caps':[" + CAP + "],'topUp':{" + TOP_UP + "}").toPolicy();
    assertThat(policy.caps().getFirst().perUser()).isFalse();
    assertThat(policy.topUp().maxPending()).isEqualTo(1);
    assertThat(policy.topUp().expiresAfter()).hasDays(1);
  }

  private static PolicyRequest read(String json) {
    return JsonMapper.shared().readValue("{" + json.replace('\'', '"') + "}", PolicyRequest.class);
  }
}
