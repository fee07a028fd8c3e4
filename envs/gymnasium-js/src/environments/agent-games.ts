/** Registers the small games of many agents that this package has, for `makeAec` and `makeParallel`. */
import { register } from '../registration.ts';
import { type RockPaperScissorsArguments, rockPaperScissors } from './rock-paper-scissors.ts';
import { ticTacToe } from './tic-tac-toe.ts';

/** Adds `RockPaperScissors-v2` and `TicTacToe-v3`, which PettingZoo calls `rps_v2` and `tictactoe_v3`. */
export function registerAgentGames(): void {
  register({
    id: 'RockPaperScissors-v2',
    aecEntryPoint: (kwargs) => rockPaperScissors(kwargs as RockPaperScissorsArguments) as never,
  });
  register({ id: 'TicTacToe-v3', aecEntryPoint: (kwargs) => ticTacToe(kwargs) as never });
}
